import { Command } from 'commander';
import { providers } from '../../lib/providers/registry.ts';
import { LOCAL_SECRET } from '../../service/local-defaults.ts';
import { examples, jsonOption, withPlaceOptions } from '../arguments/options.ts';
import { explainingFaults } from '../failure/explain-fault.ts';
import { type Place, type PlaceOptions, placeOf } from '../stage/place.ts';
import { webhookAddresses } from '../stage/webhook-address.ts';
import { paint, print, printJson } from '../terminal/screen.ts';

interface UrlOptions extends PlaceOptions {
  readonly json?: true;
}

export const urlCommand = (): Command =>
  withPlaceOptions(new Command('url'))
    .description("Print what to paste where in each provider's dashboard.")
    .addOption(jsonOption())
    .addHelpText('after', examples('url --stage prod'))
    .action(run);

async function run({ json, ...at }: UrlOptions): Promise<void> {
  const place = placeOf(at, process.env);
  const addressOf = await explainingFaults(place, () => webhookAddresses(place));
  const addresses = providers.map((provider) => ({
    provider: provider.name,
    title: provider.title,
    ...addressOf(provider),
    signatureHeader: provider.signature.header,
  }));
  if (json) printJson({ items: addresses });
  else print(addresses.map((address) => lines(place, address)).join('\n\n'));
}

interface Address {
  readonly provider: string;
  readonly title: string;
  readonly url: string;
  readonly where?: string;
  readonly signatureHeader: string;
}

const lines = (place: Place, { provider, title, url, where = '', signatureHeader }: Address): string =>
  [
    `${paint('bold', title)}  ${where}`.trimEnd(),
    `  URL     ${url}`,
    `  secret  ${secretHint(place, provider)}`,
    `  It signs in the header ${signatureHeader}; a webhook without it is refused.`,
  ].join('\n');

const secretHint = (place: Place, provider: string): string =>
  place.isLocal
    ? `the one that npm start was given, else ${LOCAL_SECRET}`
    : `the one that was set with npx checkouts secret set ${provider}${place.suffix}`;
