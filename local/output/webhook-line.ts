import { answers } from '../../lib/app/answers.ts';
import type { LogLine } from './log-line.ts';

/** How a line of the terminal is to look: as it should be, worth a look, or wrong. */
export type Tone = 'good' | 'notable' | 'bad';

export interface WebhookLine {
  readonly text: string;
  readonly tone: Tone;
}

const statuses: ReadonlyMap<string, number> = new Map(
  Object.entries(answers).map(([outcome, { status }]) => [outcome, status]),
);

/**
 * The answer that a provider got, by the code of the log line about it: `delivery_queued` and what is queued in
 * another way are 200.
 */
export function answerOf(code: string): { readonly status: number; readonly outcome: string } | undefined {
  if (!code.startsWith('delivery_')) return undefined;
  const outcome = code.slice('delivery_'.length);
  const known = [...statuses.keys()].find((name) => outcome === name || outcome.startsWith(`${name}_`));
  const status = statuses.get(known ?? '');
  return status === undefined ? undefined : { status, outcome };
}

/** A webhook that was not let in: its answer, and the reason that the sender is not told. */
export const refusalLine = (status: number, outcome: string, line: LogLine): WebhookLine => ({
  text: words(status, outcome, line.provider, line.reason),
  tone: status >= 500 ? 'bad' : 'notable',
});

/** A webhook that waits in the queue for longer than it should. */
export const waitingLine = (outcome: string, { provider }: LogLine): WebhookLine => ({
  text: words(200, outcome, provider, '→ waits in the queue'),
  tone: 'notable',
});

/** What a webhook became in the row, or instead of a row; undefined when the line is not about that. */
export function fateLine(outcome: string, line: LogLine): WebhookLine | undefined {
  const { provider, checkoutId, status, reason, delayMs } = line;
  const took = delayMs === undefined ? undefined : `(${delayMs} ms)`;
  const all = (fate: string, tone: Tone): WebhookLine => ({
    text: words(200, outcome, provider, checkoutId, status, '→', fate, took),
    tone,
  });
  switch (line.code) {
    case 'event_advanced':
    case 'event_duplicate':
    case 'event_late':
      return all(line.code.slice('event_'.length), 'good');
    case 'event_ignored':
      return all(`ignored, ${reason} is not about a checkout`, 'good');
    case 'message_dead_lettered':
      return all(`dead-letter queue: ${reason}`, 'bad');
    default:
      return undefined;
  }
}

/** What a person should look at, or that an attempt to apply failed; undefined when the line is neither. */
export function troubleLine(line: LogLine): WebhookLine | undefined {
  const { code, provider, checkoutId, messageId, reason } = line;
  if (code.startsWith('checkout_')) {
    return {
      text: words('attention', provider, checkoutId, code.slice('checkout_'.length), reason),
      tone: 'bad',
    };
  }
  if (code === 'message_failed' || code === 'message_out_of_time') {
    return { text: words('failed, will be tried again', `message ${messageId}`, reason), tone: 'bad' };
  }
  return undefined;
}

const words = (...parts: readonly (string | number | undefined)[]): string =>
  parts.filter((part) => part !== undefined).join(' ');
