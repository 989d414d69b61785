import { type LogLine, parseLogLine } from './log-line.ts';
import {
  answerOf,
  fateLine,
  refusalLine,
  troubleLine,
  type WebhookLine,
  waitingLine,
} from './webhook-line.ts';

/** A webhook whose fate is not known after this time gets a line that says so, and a second one later. */
const PATIENCE_MS = 2_000;

/** How many fates are remembered whose webhooks have not been seen: those of an earlier run never will be. */
const SETTLED_LIMIT = 1_000;

interface Waiting {
  readonly outcome: string;
  readonly timer: NodeJS.Timeout;
}

/**
 * Turns the functions' logs into one line per webhook: what its sender was answered and what it became in the row.
 * The two halves are logged by different functions and belong together by the request's id.
 */
export class WebhookLines {
  readonly #print: (line: WebhookLine) => void;
  readonly #patienceMs: number;
  readonly #waiting = new Map<string, Waiting>();
  /** Requests whose fate came first: two threads log, and one may overtake the other. */
  readonly #settled = new Set<string>();

  constructor(print: (line: WebhookLine) => void, patienceMs = PATIENCE_MS) {
    this.#print = print;
    this.#patienceMs = patienceMs;
  }

  /** Takes a line of a function's log. What is not one of ours, such as the stack of a crash, is printed as it is. */
  take(text: string): void {
    const line = parseLogLine(text);
    if (!line) {
      this.#print({ text, tone: 'bad' });
      return;
    }
    const answer = answerOf(line.code);
    if (answer?.status === 200) this.#wait(answer.outcome, line);
    else if (answer) this.#print(refusalLine(answer.status, answer.outcome, line));
    else this.#finish(line);
  }

  #wait(outcome: string, line: LogLine): void {
    const { requestId = '' } = line;
    if (this.#settled.delete(requestId)) return;
    const timer = setTimeout(() => this.#print(waitingLine(outcome, line)), this.#patienceMs).unref();
    this.#waiting.set(requestId, { outcome, timer });
  }

  #finish(line: LogLine): void {
    const waiting = this.#waiting.get(line.requestId ?? '');
    const fate = fateLine(waiting?.outcome ?? 'queued', line);
    if (fate) this.#settle(line.requestId ?? '', waiting);
    const printed = fate ?? troubleLine(line);
    if (printed) this.#print(printed);
  }

  #settle(requestId: string, waiting: Waiting | undefined): void {
    clearTimeout(waiting?.timer);
    if (this.#waiting.delete(requestId)) return;
    if (this.#settled.size >= SETTLED_LIMIT) this.#settled.clear();
    this.#settled.add(requestId);
  }
}
