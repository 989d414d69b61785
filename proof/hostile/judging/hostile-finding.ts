/** What must never be found. */
type FindingKind = 'crash' | 'wrong_answer' | 'lost' | 'regressed' | 'duplicated' | 'forged' | 'failed';

export interface Finding {
  readonly kind: FindingKind;
  /** Of the request in the run, where it is known. */
  readonly number?: number;
  readonly what: string;
}
