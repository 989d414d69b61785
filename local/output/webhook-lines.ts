import { type LogLine, parseLogLine } from './log-line.ts';
import {
  answerOf,
  refusalLine,
  resultLine,
  shopLine,
  troubleLine,
  type WebhookLine,
  waitingLine,
} from './webhook-line.ts';

/** A webhook without a result after this time gets a line that says so, and a second one with its result. */
const PATIENCE_MS = 2_000;

/** How many results to remember for webhooks not seen yet. Those of an earlier run are never seen. */
const FINISHED_LIMIT = 1_000;

interface Waiting {
  readonly outcome: string;
  readonly timer: NodeJS.Timeout;
}

/**
 * Turns the functions' logs into one line per webhook, with the answer to its sender and its result in the row. Two
 * functions log these two halves, and the request id joins them.
 */
export class WebhookLines {
  readonly #print: (line: WebhookLine) => void;
  readonly #patienceMs: number;
  readonly #waiting = new Map<string, Waiting>();
  /** Requests whose result was logged before their arrival, which happens because two threads log. */
  readonly #finished = new Set<string>();

  constructor(print: (line: WebhookLine) => void, patienceMs = PATIENCE_MS) {
    this.#print = print;
    this.#patienceMs = patienceMs;
  }

  /** Takes a line of a function's log. A line of another kind, such as the stack of a crash, is printed unchanged. */
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
    if (this.#finished.delete(requestId)) return;
    const timer = setTimeout(() => this.#print(waitingLine(outcome, line)), this.#patienceMs).unref();
    this.#waiting.set(requestId, { outcome, timer });
  }

  #finish(line: LogLine): void {
    const { requestId = '' } = line;
    const waiting = this.#waiting.get(requestId);
    const result = resultLine(waiting?.outcome ?? 'queued', line);
    if (result) this.#forget(requestId, waiting);
    const printed = result ?? shopLine(line) ?? troubleLine(line);
    if (printed) this.#print(printed);
  }

  #forget(requestId: string, waiting: Waiting | undefined): void {
    clearTimeout(waiting?.timer);
    if (this.#waiting.delete(requestId)) return;
    if (this.#finished.size >= FINISHED_LIMIT) this.#finished.clear();
    this.#finished.add(requestId);
  }
}
