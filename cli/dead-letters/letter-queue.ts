import { Option } from 'commander';
import { oneOf } from '../arguments/parse-argument.ts';
import type { StageQueue } from '../aws/stage-queues.ts';

/** The queues that hold what could not be handled, by the names that a user types. */
export const letterQueues = {
  webhooks: 'dead-letters',
  notify: 'notify-dead-letters.fifo',
  'unreadable-changes': 'unreadable-changes',
} as const satisfies Record<string, StageQueue>;
export type LetterQueue = keyof typeof letterQueues;

const names = Object.keys(letterQueues);

export const letterQueueOption = (): Option =>
  new Option('--queue <queue>', 'webhooks, events that your endpoint never accepted, or changes')
    .choices(names)
    .argParser(oneOf(names))
    .default('webhooks');
