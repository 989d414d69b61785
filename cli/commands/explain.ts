import { Command } from 'commander';
import { AmbiguousCheckout } from '../../lib/app/read-checkouts.ts';
import { viewOf } from '../../lib/checkout/view.ts';
import { examples, jsonOption, providerOption, withPlaceOptions } from '../arguments/options.ts';
import { lettersAbout } from '../dead-letters/letters-about.ts';
import { CommandFailure } from '../failure/command-failure.ts';
import { exitCode } from '../failure/exit-code.ts';
import { explainingFaults } from '../failure/explain-fault.ts';
import { explain } from '../render/explanation.ts';
import { type Explanation, explanationSheet } from '../render/explanation-sheet.ts';
import { type Place, type PlaceOptions, placeOf } from '../stage/place.ts';
import { paint, print, printJson } from '../terminal/screen.ts';

interface ExplainOptions extends PlaceOptions {
  readonly provider?: string;
  readonly json?: true;
}

export const explainCommand = (): Command =>
  withPlaceOptions(new Command('explain'))
    .description('Say in words what became of every webhook of a checkout, and why.')
    .argument('<checkoutId>', "the provider's id of the checkout")
    .addOption(providerOption('needed only if two providers use the same id'))
    .addOption(jsonOption())
    .addHelpText('after', examples('explain CCO-8c4df2e6 --stage prod'))
    .action(run);

async function run(checkoutId: string, { provider, json, ...at }: ExplainOptions): Promise<void> {
  const place = placeOf(at, process.env);
  const explanation = await explainingFaults(place, () => explanationOf(place, checkoutId, provider));
  if (!explanation.row && explanation.deadLetters.length === 0)
    throw new CommandFailure(
      exitCode.no,
      `No webhook about ${checkoutId} is in the table or the dead-letter queue of ${place.title}.`,
    );
  if (json) printJson(explanation);
  else print(explanationSheet(explanation, paint));
}

async function explanationOf(
  place: Place,
  checkoutId: string,
  provider: string | undefined,
): Promise<Explanation> {
  const { readerOf } = await import('../aws/open-reader.ts');
  const [rows, deadLetters] = await Promise.all([
    readerOf(place).byId(checkoutId),
    lettersAbout(place, checkoutId),
  ]);
  const [checkout, ...others] = rows.filter((row) => provider === undefined || row.provider === provider);
  if (others.length > 0)
    throw new AmbiguousCheckout(`Two providers have a checkout ${checkoutId}: add --provider.`);
  return { row: checkout ? viewOf(checkout) : null, events: checkout ? explain(checkout) : [], deadLetters };
}
