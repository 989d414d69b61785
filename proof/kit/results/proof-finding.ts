/** The four things that may never happen. Every proof counts them. */
const harms = ['lost', 'regressed', 'duplicated', 'forged'] as const;
export type Harm = (typeof harms)[number];

/** A mistake of the service that a run found. */
export interface ProofFinding {
  readonly kind: Harm | 'crashed' | 'wrong_answer' | 'failed' | 'dead_letters';
  /** The number of the request in the run, where it is known. */
  readonly number?: number;
  readonly what: string;
}

/** The number of findings of each harm, and of all other kinds together. */
export type HarmCounts = Readonly<Record<Harm | 'other', number>>;

export function countHarms(findings: readonly { readonly kind: string }[]): HarmCounts {
  const counts = { lost: 0, regressed: 0, duplicated: 0, forged: 0, other: 0 };
  for (const { kind } of findings) counts[harms.find((harm) => harm === kind) ?? 'other'] += 1;
  return counts;
}
