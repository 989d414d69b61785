import type { checkSignature } from '../../lib/webhook/signature.ts';
import type { Receiver } from '../simulation/receiver.ts';

/** The parts of a receiver that can be swapped. */
export interface Parts extends Receiver {
  readonly checkSignature: typeof checkSignature;
}

/** A receiver with one mistake that real ones have made: everything else is the real code. */
export interface FlawedReceiver {
  /** The mistake, in a few words. */
  readonly name: string;
  readonly parts: Partial<Parts>;
}
