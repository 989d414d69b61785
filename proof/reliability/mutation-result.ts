import * as z from 'zod/mini';

/** What of Stryker's report (mutation testing report schema, version 2) counts. */
const MutationReport = z.object({
  files: z.record(z.string(), z.object({ mutants: z.array(z.object({ status: z.string() })) })),
});

export interface MutationScore {
  readonly mutants: number;
  readonly caught: number;
  readonly survived: number;
  /** Percent, one digit after the point. */
  readonly score: number;
}

/**
 * The score as Stryker reckons it: of the mutants that ran at all, how many made a test fail or never end. One that
 * no test reaches has survived.
 *
 * @throws ZodError when it is no report
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
