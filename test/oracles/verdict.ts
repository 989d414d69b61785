/** What two checks of a signature say of one webhook: ours, and that of the vendor's package. */
export type Verdict = 'both accept' | 'both refuse' | 'only we accept' | 'only they accept';

export function verdictOf(ours: boolean, theirs: boolean): Verdict {
  if (ours === theirs) return ours ? 'both accept' : 'both refuse';
  return ours ? 'only we accept' : 'only they accept';
}
