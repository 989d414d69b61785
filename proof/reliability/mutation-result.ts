import * as z from 'zod/mini';

/** The part of Stryker's report (mutation testing report schema, version 2) that is read here. */
const MutationReport = z.object({
  files: z.record(z.string(), z.object({ mutants: z.array(z.object({ status: z.string() })) })),
});

export interface MutationScore {
  readonly mutants: number;
  readonly caught: number;
  readonly survived: number;
  /** Percent, with one decimal. */
  readonly score: number;
}

/**
 * Returns the score as Stryker computes it: the share of mutants that made a test fail or run forever, among those
 * that could run. A mutant that no test reaches counts as survived.
 *
 * @throws ZodError when it is not a report
 */
export function mutationScore(report: unknown): MutationScore {
  const { files } = MutationReport.parse(report);
  const statuses = Object.values(files).flatMap(({ mutants }) => mutants.map(({ status }) => status));
  const count = (...wanted: readonly string[]) => statuses.filter((status) => wanted.includes(status)).length;
  const caught = count('Killed', 'Timeout');
  const survived = count('Survived', 'NoCoverage');
  const mutants = caught + survived;
  return { mutants, caught, survived, score: Math.round((1_000 * caught) / mutants) / 10 };
}
