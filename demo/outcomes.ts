import { setTimeout as sleep } from 'node:timers/promises';
import { parseLogLine } from '../local/output/log-line.ts';

const PATIENCE_MS = 5_000;
const PAUSE_MS = 2;

/** The outcome of each webhook, from the logs: ingest logs the id of the queue message, and consume the outcome. */
export class Outcomes {
  /** By the id of the queue message. */
  readonly #requestIds = new Map<string, string>();
  /** By the id of the request. */
  readonly #outcomes = new Map<string, string>();

  /** @param line that a function has logged */
  take(line: string): void {
    const { code = '', requestId = '', messageId = '' } = parseLogLine(line) ?? {};
    const outcome = code === 'message_dead_lettered' ? 'dead-lettered' : /^event_(.*)/.exec(code)?.[1];
    if (outcome) this.#outcomes.set(requestId, outcome);
    else if (code === 'delivery_queued') this.#requestIds.set(messageId, requestId);
  }

  /** Resolves once the message has an outcome. */
  async waitFor(messageId: string): Promise<string> {
    for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await sleep(PAUSE_MS)) {
      const requestId = this.#requestIds.get(messageId);
      const outcome = requestId && this.#outcomes.get(requestId);
      if (outcome) return outcome;
    }
    return 'not applied in time';
  }
}
