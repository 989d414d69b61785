import type { Webhook } from './chaos-webhook.ts';

/** What the providers saw. */
export class TrafficTally {
  sent = 0;
  attempts = 0;
  /** Attempts by what came back; `none` is a cut, a refused connection or no answer in time. */
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
