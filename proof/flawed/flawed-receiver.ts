import type { checkSignature } from '../../lib/webhook/signature.ts';
import type { Receiver } from '../simulation/receiver.ts';

/** The parts of a receiver that can be replaced. */
export interface Parts extends Receiver {
  readonly checkSignature: typeof checkSignature;
}

/** A receiver with one mistake that real receivers have made. Everything else is the real code. */
export interface FlawedReceiver {
  /** The mistake in a few words. */
  readonly name: string;
  readonly parts: Partial<Parts>;
}
