import { Command } from 'commander';
import { examples, jsonOption, providerOption, withPlaceOptions } from '../arguments/options.ts';
import { CommandFailure } from '../failure/command-failure.ts';
import { exitCode } from '../failure/exit-code.ts';
import { explainingFaults } from '../failure/explain-fault.ts';
import { checkoutSheet } from '../render/checkout-sheet.ts';
import { type PlaceOptions, placeOf } from '../stage/place.ts';
import { checkoutsOf } from '../stage/reading.ts';
import { paint, print, printJson } from '../terminal/screen.ts';

interface GetOptions extends PlaceOptions {
  readonly provider?: string;
  readonly json?: true;
}

export const getCommand = (): Command =>
  withPlaceOptions(new Command('get'))
    .description('Show one checkout: where it stands, whether anyone should look, and its history.')
    .argument('<checkoutId>', "the provider's id of the checkout")
    .addOption(providerOption('needed only if two providers use the same id'))
    .addOption(jsonOption())
    .addHelpText('after', examples('get CCO-8c4df2e6', 'get CCO-8c4df2e6 --json --stage prod'))
    .action(get);

async function get(checkoutId: string, { provider, json, ...at }: GetOptions): Promise<void> {
  const place = placeOf(at, process.env);
  const checkouts = await checkoutsOf(place);
  const checkout = await explainingFaults(place, () => checkouts.get(checkoutId, provider));
  if (!checkout) throw notFound(checkoutId, place.title);
  if (json) printJson(checkout);
  else print(checkoutSheet(checkout, paint));
}

const notFound = (checkoutId: string, place: string): CommandFailure =>
  new CommandFailure(exitCode.no, `No webhook about ${checkoutId} has been applied on ${place}.`);
