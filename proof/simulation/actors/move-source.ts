/** A kind of move. The world asks how many moves of this kind are possible, and makes one of them. */
export interface MoveSource {
  available(): number;
  /** Makes a move. @param index below the number that `available` has just returned */
  take(index: number): void;
}
