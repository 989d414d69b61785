import { rowName } from '../../kit/row-name.ts';
import type { Webhook } from '../plan/planned-webhook.ts';

/** The origin of a message in the queue. A stray has no webhook. */
export interface Origin {
  readonly name: string;
  readonly webhook?: Webhook;
}

/** Returns whether the message can never succeed. */
export const isPoison = ({ webhook }: Origin): boolean =>
  webhook === undefined || webhook.nature.kind === 'poison';

/** Returns the name of a message's own work. Only a fault in this work may make the message fail. */
export const workOf = ({ webhook }: Origin, text: string): string =>
  webhook?.nature.kind === 'checkout' ? rowName(webhook.nature.fact) : text;
