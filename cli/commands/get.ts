import { Command } from 'commander';
import { examples, fullOption, jsonOption, providerOption, withTargetOptions } from '../arguments/options.ts';
import { CommandFailure } from '../failure/command-failure.ts';
import { describingFaults } from '../failure/describe-fault.ts';
import { checkoutSheet } from '../render/checkout-sheet.ts';
import { openCheckouts } from '../stage/open-checkouts.ts';
import { type TargetOptions, targetOf } from '../stage/target.ts';
import { fitOf, paint, print, printJson } from '../terminal/screen.ts';

interface GetOptions extends TargetOptions {
  readonly provider?: string;
  readonly full?: true;
  readonly json?: true;
}

export const getCommand = (): Command =>
  withTargetOptions(new Command('get'))
    .argument('<checkoutId>', "the provider's id of the checkout")
    .addOption(providerOption('required if two providers use the same id'))
    .addOption(fullOption())
    .addOption(jsonOption())
    .addHelpText('after', examples('get CCO-8c4df2e6', 'get CCO-8c4df2e6 --json --stage prod'))
    .action(get);

async function get(checkoutId: string, { provider, json, full, ...options }: GetOptions): Promise<void> {
  const target = targetOf(options, process.env);
  const checkouts = await openCheckouts(target);
  const checkout = await describingFaults(target, () => checkouts.get(checkoutId, provider));
  if (!checkout) throw notFound(checkoutId, target.title);
  if (json) printJson(checkout);
  else print(checkoutSheet(checkout, paint, fitOf(full)));
}

const notFound = (checkoutId: string, title: string): CommandFailure =>
  new CommandFailure('not_found', `No webhook about ${checkoutId} has been applied on ${title}.`);
