import type { Violation } from '../simulation/judging/check-name.ts';

/** What must be none. */
type Harms = Readonly<Record<'lost' | 'regressed' | 'duplicated' | 'forged', number>>;

/** What a run of the soak came to: for people, for programs, and for the page that counts it all. */
export interface SoakResult {
  readonly text: string;
  readonly data: unknown;
  readonly isClean: boolean;
}

/** A run ends at the first objection, so each is none or one. */
export const harmsOf = (violation: Violation | undefined): Harms => {
  const count = (harm: Violation['harm']) => (violation?.harm === harm ? 1 : 0);
  return {
    lost: count('lost'),
    regressed: count('regressed'),
    duplicated: count('duplicated'),
    forged: count('forged'),
  };
};

const grouped = new Intl.NumberFormat('en');

/** `3,000 deliveries, 2 crashes` */
export const said = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, count]) => `${grouped.format(count)} ${name}`)
    .join(', ');
