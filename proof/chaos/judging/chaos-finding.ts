/** Something that must not be. */
export interface Finding {
  readonly kind: 'lost' | 'regressed' | 'duplicated' | 'forged' | 'dead letters' | 'crashed';
  readonly what: string;
}
