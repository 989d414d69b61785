import { answers } from '../../lib/app/answers.ts';
import type { LogLine } from './log-line.ts';

/** Whether a line reports something expected, something worth a look, or something wrong. */
export type Tone = 'good' | 'notable' | 'bad';

export interface WebhookLine {
  readonly text: string;
  readonly tone: Tone;
}

const statuses: ReadonlyMap<string, number> = new Map(
  Object.entries(answers).map(([outcome, { status }]) => [outcome, status]),
);

/**
 * Returns the answer to the provider that a log line reports, from the line's code. `delivery_queued` and codes that
 * begin with it mean status 200.
 */
export function answerOf(code: string): { readonly status: number; readonly outcome: string } | undefined {
  if (!code.startsWith('delivery_')) return undefined;
  const outcome = code.slice('delivery_'.length);
  const known = [...statuses.keys()].find((name) => outcome === name || outcome.startsWith(`${name}_`));
  const status = statuses.get(known ?? '');
  return status === undefined ? undefined : { status, outcome };
}

/** Reports a refused webhook, with the reason, which its sender does not see. */
export const refusalLine = (status: number, outcome: string, line: LogLine): WebhookLine => ({
  text: words(status, outcome, line.provider, line.reason),
  tone: status >= 500 ? 'bad' : 'notable',
});

/** Reports a webhook that waits in the queue for longer than usual. */
export const waitingLine = (outcome: string, { provider }: LogLine): WebhookLine => ({
  text: words(200, outcome, provider, '→ waits in the queue'),
  tone: 'notable',
});

/** Reports the result of a webhook. Returns undefined when the log line is about something else. */
export function resultLine(outcome: string, line: LogLine): WebhookLine | undefined {
  const { provider, checkoutId, status, reason, delayMs } = line;
  const took = delayMs === undefined ? undefined : `(${delayMs} ms)`;
  const lineWith = (result: string, tone: Tone): WebhookLine => ({
    text: words(200, outcome, provider, checkoutId, status, '→', result, took),
    tone,
  });
  switch (line.code) {
    case 'event_advanced':
    case 'event_duplicate':
    case 'event_late':
      return lineWith(line.code.slice('event_'.length), 'good');
    case 'event_ignored':
      return lineWith(`ignored, ${reason} is not about a checkout`, 'good');
    case 'message_dead_lettered':
      return lineWith(`dead-letter queue: ${reason}`, 'bad');
    default:
      return undefined;
  }
}

/** Reports a checkout that needs attention, or a failed attempt. Returns undefined for other log lines. */
export function troubleLine(line: LogLine): WebhookLine | undefined {
  const { code, provider, checkoutId, messageId, reason } = line;
  if (code.startsWith('checkout_')) {
    const attention = code.slice('checkout_'.length);
    return { text: words('attention', provider, checkoutId, attention, reason), tone: 'bad' };
  }
  if (code === 'message_failed' || code === 'message_out_of_time') {
    return { text: words('failed, will be retried: message', messageId, reason), tone: 'bad' };
  }
  return undefined;
}

/** Reports what the shop answered to an event, or why it has none. Returns undefined for other log lines. */
export function shopLine(line: LogLine): WebhookLine | undefined {
  const { code, provider, checkoutId, reason, httpStatus, attempt, retryInSeconds } = line;
  const lineWith = (result: string, tone: Tone): WebhookLine => ({
    text: words('shop', provider, checkoutId, '→', result),
    tone,
  });
  switch (code) {
    case 'event_notified':
      return lineWith(`answered ${httpStatus}${attempt === 1 ? '' : ` at attempt ${attempt}`}`, 'good');
    case 'notify_failed':
      return lineWith(`failed: ${reason}${again(retryInSeconds)}`, 'bad');
    case 'notify_dead_lettered':
      return lineWith(`given up: ${reason}`, 'bad');
    case 'endpoint_gone':
      return lineWith('answered 410: paused, until npx checkout-webhooks notify resume', 'bad');
    default:
      return undefined;
  }
}

const again = (seconds: number | undefined): string =>
  seconds === undefined ? '' : `, again in ${seconds} s`;

const words = (...parts: readonly (string | number | undefined)[]): string =>
  parts.filter((part) => part !== undefined).join(' ');
