import type { RowChange } from '../../../lib/app/publish/publish-changes.ts';
import type { CheckoutKey } from '../../../lib/checkout/checkout-event.ts';
import { rowName } from '../../kit/row-name.ts';
import type { Actor } from '../actors/actor.ts';

/** A part of the stream that one publisher reads at a time. */
export interface Lane {
  readonly changes: RowChange[];
  /** How many of its changes the stream has forgotten. */
  position: number;
  reader: Actor | undefined;
}

/** The stream of the table. The changes of one row are all in one lane, which keeps their order. */
export class SimulatedStream {
  /** Every change, forgotten or not. */
  readonly changes: RowChange[] = [];
  readonly lanes: readonly Lane[];

  constructor(lanes: number) {
    this.lanes = Array.from({ length: lanes }, () => ({ changes: [], position: 0, reader: undefined }));
  }

  /** The number of changes that a publisher must still take. */
  get size(): number {
    let size = 0;
    for (const { changes, position } of this.lanes) size += changes.length - position;
    return size;
  }

  get state(): unknown {
    return this.lanes.map(({ changes, position, reader }) => [changes, position, reader?.name]);
  }

  add(key: CheckoutKey, images: Pick<RowChange, 'before' | 'after'>): void {
    if (this.lanes.length === 0) return;
    const change = { recordId: String(this.changes.length + 1), key, ...images };
    this.changes.push(change);
    let sum = 0;
    for (const character of rowName(key)) sum += character.charCodeAt(0);
    this.lanes[sum % this.lanes.length]?.changes.push(change);
  }
}
