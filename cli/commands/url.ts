import { Command } from 'commander';
import { providers } from '../../lib/providers/registry.ts';
import { LOCAL_SECRET } from '../../service/local-defaults.ts';
import { examples, jsonOption, withTargetOptions } from '../arguments/options.ts';
import { describingFaults } from '../failure/describe-fault.ts';
import { type Target, type TargetOptions, targetOf } from '../stage/target.ts';
import { webhookAddresses } from '../stage/webhook-addresses.ts';
import { paint, print, printJson } from '../terminal/screen.ts';

interface UrlOptions extends TargetOptions {
  readonly json?: true;
}

export const urlCommand = (): Command =>
  withTargetOptions(new Command('url'))
    .description("Print what to paste where in each provider's dashboard.")
    .addOption(jsonOption())
    .addHelpText('after', examples('url --stage prod'))
    .action(run);

async function run({ json, ...at }: UrlOptions): Promise<void> {
  const target = targetOf(at, process.env);
  const addressOf = await describingFaults(target, () => webhookAddresses(target));
  const addresses = providers.map((provider) => ({
    provider: provider.name,
    title: provider.title,
    ...addressOf(provider),
    signatureHeader: provider.signature.header,
  }));
  if (json) printJson({ items: addresses });
  else print(addresses.map((address) => lines(target, address)).join('\n\n'));
}

interface Address {
  readonly provider: string;
  readonly title: string;
  readonly url: string;
  readonly where?: string;
  readonly signatureHeader: string;
}

const lines = (target: Target, { provider, title, url, where = '', signatureHeader }: Address): string =>
  [
    `${paint('bold', title)}  ${where}`.trimEnd(),
    `  URL     ${url}`,
    `  secret  ${secretHint(target, provider)}`,
    `  It signs in the header ${signatureHeader}; a webhook without it is refused.`,
  ].join('\n');

const secretHint = (target: Target, provider: string): string =>
  target.isLocal
    ? `the one that npm start was given, else ${LOCAL_SECRET}`
    : `the one that was set with npx checkouts secret set ${provider}${target.suffix}`;
