import type { ChangeEvent } from '../../lib/events/change-event.ts';

/** How a merchant knows a checkout. */
export interface Seen {
  readonly sequence: string;
  readonly state: string;
  readonly attention: readonly string[];
}

/** What a merchant knows of a checkout after some events. */
export interface Known extends Seen {
  readonly shipped: number;
}

/** How a merchant takes one event. */
export type Merchant = (known: Known | undefined, event: ChangeEvent) => Known;

/** Applies an event if its sequence is greater than the last one that it applied, and ships unless it has shipped. */
export const careful: Merchant = (known, event) => {
  if (known && !isNews(known, event)) return known;
  const shipped = known?.shipped ?? 0;
  return { ...seenIn(event), shipped: shipped === 0 && mayShip(event) ? 1 : shipped };
};

/** Takes what comes. It relies on the topic, which drops an event that is repeated within five minutes. */
export const trusting: Merchant = (known, event) => ({
  ...seenIn(event),
  shipped: (known?.shipped ?? 0) + (mayShip(event) ? 1 : 0),
});

/** The rule of docs/events.md. */
export const isNews = (known: Seen | undefined, { sequence }: ChangeEvent): boolean =>
  known === undefined || sequence > known.sequence;

export const seenIn = ({ sequence, data }: ChangeEvent): Seen => ({
  sequence,
  state: data.state,
  attention: data.attention,
});

export const mayShip = ({ data }: ChangeEvent): boolean =>
  data.state === 'succeeded' && data.attention.length === 0;
