import { Command } from 'commander';
import { examples } from '../arguments/options.ts';
import { secretAddCommand } from './secret/add.ts';
import { secretListCommand } from './secret/list.ts';
import { secretRevokeCommand } from './secret/revoke.ts';
import { secretRotateCommand } from './secret/rotate.ts';
import { secretSetCommand } from './secret/set.ts';

const HOW_TO_ROTATE = `
To rotate a secret without a deployment and without losing a webhook:
  1. Run secret rotate. The new secret and the previous one are now accepted.
  2. Enter the new secret in the provider's dashboard.
  3. Run secret revoke. The previous secret is no longer accepted.

If a provider signs with several secrets, for example one for each widget, run secret add for the second and each
further one. Rotate one of them in the same three steps, and give revoke the --fingerprint of the secret it replaces.

notify stands for the webhooks that this service sends to your endpoint. Its secrets rotate in the same way: in step 2,
give the new secret to your endpoint. Until step 3 both secrets sign.

Secrets are read from standard input and never shown. Only --generate prints a secret, once: the one it generated.`;

export const secretCommand = (): Command =>
  new Command('secret')
    .addCommand(secretSetCommand())
    .addCommand(secretListCommand())
    .addCommand(secretRotateCommand())
    .addCommand(secretAddCommand())
    .addCommand(secretRevokeCommand())
    .addHelpText('after', HOW_TO_ROTATE)
    .addHelpText('after', examples('secret set inqud --stage prod', 'secret list --stage prod'));
