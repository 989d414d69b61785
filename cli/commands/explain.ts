import { Command } from 'commander';
import { viewFound } from '../../lib/app/read-checkouts.ts';
import { explainEvents } from '../../lib/app/rows/explain-events.ts';
import { findProvider } from '../../lib/providers/registry.ts';
import { examples, fullOption, jsonOption, providerOption, withTargetOptions } from '../arguments/options.ts';
import { findRow } from '../aws/find-row.ts';
import type { Letter } from '../dead-letters/letter.ts';
import { lettersAbout } from '../dead-letters/letters-about.ts';
import { CommandFailure } from '../failure/command-failure.ts';
import { describeFault, describingFaults } from '../failure/describe-fault.ts';
import { type Explanation, explanationSheet } from '../render/explanation-sheet.ts';
import { type Target, type TargetOptions, targetOf } from '../stage/target.ts';
import { fitOf, note, paint, print, printJson } from '../terminal/screen.ts';

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
  const { explanation, denial } = await describingFaults(target, () =>
    readExplanation(target, checkoutId, provider),
  );
  const isEmpty = !explanation.row && (explanation.deadLetters ?? []).length === 0;
  if (isEmpty && denial) throw denial;
  if (isEmpty)
    throw new CommandFailure(
      'not_found',
      `No webhook about ${checkoutId} is in the table or the dead-letter queue of ${target.title}.`,
    );
  if (json) printJson(explanation);
  else print(explanationSheet(explanation, paint, fitOf(full)));
  if (denial) note(denial.message);
}

interface Read {
  readonly explanation: Explanation;
  /** Why the dead letters are not known. */
  readonly denial?: CommandFailure;
}

async function readExplanation(
  target: Target,
  checkoutId: string,
  provider: string | undefined,
): Promise<Read> {
  const { openRows } = await import('../aws/open-rows.ts');
  const [found, letters] = await Promise.all([
    findRow(openRows(target).reader, checkoutId, provider),
    lettersOrDenial(target, checkoutId),
  ]);
  const row = found ? viewFound(found, findProvider) : null;
  const events = found?.kind === 'readable' ? explainEvents(found.checkout) : [];
  if (letters instanceof CommandFailure)
    return { explanation: { row, events, deadLetters: null }, denial: letters };
  return { explanation: { row, events, deadLetters: letters } };
}

/** The row can be explained without the dead letters. Whoever may only read the table still learns what is in it. */
async function lettersOrDenial(
  target: Target,
  checkoutId: string,
): Promise<readonly Letter[] | CommandFailure> {
  try {
    return await lettersAbout(target, checkoutId);
  } catch (error) {
    const failure = describeFault(target, error);
    if (failure.code === 'access_denied') return failure;
    throw failure;
  }
}
