import { rowName } from '../../kit/row-name.ts';
import type { Webhook } from '../plan/planned-webhook.ts';

/** Where a message in the queue comes from; strays have no webhook. */
export interface Origin {
  readonly name: string;
  readonly webhook?: Webhook;
}

/** Whether the message can never succeed. */
export const isPoison = ({ webhook }: Origin): boolean =>
  webhook === undefined || webhook.nature.kind === 'poison';

/** What a message's own work is about: a fault of this, and of nothing else, may keep it back. */
export const workOf = ({ webhook }: Origin, text: string): string =>
  webhook?.nature.kind === 'checkout' ? rowName(webhook.nature.fact) : text;
