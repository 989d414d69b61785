import type { Webhook } from './chaos-webhook.ts';

/** The attempts of the providers and how they were answered. */
export class TrafficTally {
  sent = 0;
  attempts = 0;
  /** The number of attempts by status. `none` is a cut or refused connection, or no answer in time. */
  readonly answers = new Map<string, number>();
  readonly acknowledged: Webhook[] = [];
  forgedRefused = 0;
  readonly forgedTaken: Webhook[] = [];

  attempt(status: number | undefined): void {
    this.attempts += 1;
    const name = String(status ?? 'none');
    this.answers.set(name, (this.answers.get(name) ?? 0) + 1);
  }
}
