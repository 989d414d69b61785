import type { Headers } from '../../webhook/headers.ts';
import type { SecretStore } from '../ports.ts';

/** An event in the merchant's queue. */
export interface QueuedEvent {
  readonly messageId: string;
  /** What the queue needs to hide the message again. */
  readonly receipt: string;
  /** Stands for the checkout. The queue keeps the order within a group. */
  readonly group: string;
  /** The event in JSON, exactly as it was published. */
  readonly text: string;
  /** How many times the queue has delivered the message; 1 for the first. */
  readonly attempt: number;
  /** When the event entered the queue, in milliseconds since the epoch. */
  readonly sentAt: number;
}

/** The answer of the merchant's endpoint, or why there is none. */
export type EndpointAnswer =
  | { readonly status: number; readonly retryAfter?: string }
  /** A word of ours, or the code of an error of Node, such as `ECONNREFUSED`. */
  | { readonly fault: string };

/** The merchant's endpoint for signed webhooks. */
export interface Endpoint {
  /** The host name, for the log. The rest of the address may contain a secret. */
  readonly host: string;
  /** Sends one POST request, and returns within 15 seconds. Never throws. */
  post(headers: Headers, body: Uint8Array): Promise<EndpointAnswer>;
}

/** The queue that events are sent from. */
export interface NotifyQueue {
  /**
   * Hides a message that was received. Meanwhile the queue delivers no other message of the same group.
   * @param seconds at most 12 hours. 0 releases the message
   * @throws PortFault when it is not known to be hidden
   */
  hide(event: QueuedEvent, seconds: number, signal: AbortSignal): Promise<void>;
}

/** Where events wait for a person that the endpoint did not accept for three days. */
export interface UndeliveredEvents {
  /**
   * Resolves only once the event is durable.
   * @param reason as in the log
   * @throws PortFault when it is not known to be
   */
  send(event: QueuedEvent, reason: string, signal: AbortSignal): Promise<void>;
}

/** Stops the queue from delivering, until an operator resumes it. */
export interface DeliveryPause {
  /** @throws PortFault when it is not known to be paused */
  pause(signal: AbortSignal): Promise<void>;
}

export interface NotifyDependencies {
  readonly endpoint: Endpoint;
  readonly secrets: SecretStore;
  readonly queue: NotifyQueue;
  readonly undelivered: UndeliveredEvents;
  readonly delivery: DeliveryPause;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}
