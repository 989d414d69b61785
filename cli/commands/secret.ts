import { Command } from 'commander';
import { examples } from '../arguments/options.ts';
import { secretListCommand } from './secret/list.ts';
import { secretRevokeCommand } from './secret/revoke.ts';
import { secretRotateCommand } from './secret/rotate.ts';
import { secretSetCommand } from './secret/set.ts';

const A_ROTATION = `
A rotation, without a deployment and without a lost webhook:
  1. secret rotate: the new secret and the previous one are both accepted.
  2. Put the new one into the provider's dashboard.
  3. secret revoke: the previous one is no longer accepted.

Secrets are read from standard input and never shown. Only --generate prints one, the new one, once.`;

export const secretCommand = (): Command =>
  new Command('secret')
    .description('Set, list and rotate the secrets with which providers sign, on a deployed stage.')
    .addCommand(secretSetCommand())
    .addCommand(secretListCommand())
    .addCommand(secretRotateCommand())
    .addCommand(secretRevokeCommand())
    .addHelpText('after', A_ROTATION)
    .addHelpText('after', examples('secret set inqud --stage prod', 'secret list --stage prod'));
