import { Command } from 'commander';
import { providers } from '../../lib/providers/registry.ts';
import { LOCAL_SECRET } from '../../service/local-defaults.ts';
import { examples, jsonOption, withTargetOptions } from '../arguments/options.ts';
import { describingFaults } from '../failure/describe-fault.ts';
import { type Target, type TargetOptions, targetOf } from '../stage/target.ts';
import { addressOf, findWebhookAddresses, type WebhookAddress } from '../stage/webhook-addresses.ts';
import { note, paint, print, printJson } from '../terminal/screen.ts';

interface UrlOptions extends TargetOptions {
  readonly json?: true;
}

export const urlCommand = (): Command =>
  withTargetOptions(new Command('url'))
    .addOption(jsonOption())
    .addHelpText('after', examples('url --stage prod'))
    .action(run);

async function run({ json, ...options }: UrlOptions): Promise<void> {
  const target = targetOf(options, process.env);
  const found = await describingFaults(target, () => findWebhookAddresses(target));
  const switchedOn = providers.filter(({ name }) => found.has(name));
  const entries = switchedOn.map((provider) => ({
    provider: provider.name,
    title: provider.title,
    ...addressOf(found, provider),
    signatureHeader: provider.signature.header,
  }));
  if (json) printJson({ items: entries });
  else print(entries.map((entry) => entryText(target, entry)).join('\n\n'));
  if (target.isLocal && !json) note('Rows are in memory, unless npm start was given --data.');
}

interface Entry extends WebhookAddress {
  readonly provider: string;
  readonly title: string;
  readonly signatureHeader: string;
}

const entryText = (target: Target, { provider, title, url, where = '', signatureHeader }: Entry): string =>
  [
    `${paint('bold', title)}  ${where}`.trimEnd(),
    `  URL     ${url}`,
    `  secret  ${secretHint(target, provider)}`,
    `  The signature is in the header ${signatureHeader}. A webhook without it is refused.`,
  ].join('\n');

const secretHint = (target: Target, provider: string): string =>
  target.isLocal
    ? `the one set for npm start, or ${LOCAL_SECRET} by default`
    : `the one set with npx checkout-webhooks secret set ${provider}${target.suffix}`;
