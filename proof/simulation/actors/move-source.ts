/** A kind of thing that can happen next. The world asks how many of it there are, and lets one of them happen. */
export interface MoveSource {
  available(): number;
  /** @param index below what `available` said just now */
  take(index: number): void;
}
