import { Command } from 'commander';
import { viewFound } from '../../lib/app/read-checkouts.ts';
import { findProvider } from '../../lib/providers/registry.ts';
import { examples, fullOption, jsonOption, providerOption, withTargetOptions } from '../arguments/options.ts';
import { findRow } from '../aws/find-row.ts';
import { lettersAbout } from '../dead-letters/letters-about.ts';
import { CommandFailure } from '../failure/command-failure.ts';
import { describingFaults } from '../failure/describe-fault.ts';
import { explainEvents } from '../render/explain-events.ts';
import { type Explanation, explanationSheet } from '../render/explanation-sheet.ts';
import { type Target, type TargetOptions, targetOf } from '../stage/target.ts';
import { fitOf, paint, print, printJson } from '../terminal/screen.ts';

interface ExplainOptions extends TargetOptions {
  readonly provider?: string;
  readonly full?: true;
  readonly json?: true;
}

export const explainCommand = (): Command =>
  withTargetOptions(new Command('explain'))
    .argument('<checkoutId>', "the provider's id of the checkout")
    .addOption(providerOption('required if two providers use the same id'))
    .addOption(fullOption())
    .addOption(jsonOption())
    .addHelpText('after', examples('explain CCO-8c4df2e6 --stage prod'))
    .action(run);

async function run(checkoutId: string, { provider, json, full, ...options }: ExplainOptions): Promise<void> {
  const target = targetOf(options, process.env);
  const explanation = await describingFaults(target, () => readExplanation(target, checkoutId, provider));
  if (!explanation.row && explanation.deadLetters.length === 0)
    throw new CommandFailure(
      'not_found',
      `No webhook about ${checkoutId} is in the table or the dead-letter queue of ${target.title}.`,
    );
  if (json) printJson(explanation);
  else print(explanationSheet(explanation, paint, fitOf(full)));
}

async function readExplanation(
  target: Target,
  checkoutId: string,
  provider: string | undefined,
): Promise<Explanation> {
  const { openRows } = await import('../aws/open-rows.ts');
  const [found, deadLetters] = await Promise.all([
    findRow(openRows(target).reader, checkoutId, provider),
    lettersAbout(target, checkoutId),
  ]);
  const row = found ? viewFound(found, findProvider) : null;
  const events = found?.kind === 'readable' ? explainEvents(found.checkout) : [];
  return { row, events, deadLetters };
}
