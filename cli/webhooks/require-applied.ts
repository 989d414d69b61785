import { CommandFailure } from '../failure/command-failure.ts';
import type { Target } from '../stage/target.ts';
import { printable } from '../terminal/printable.ts';
import type { SendOutcome } from './await-outcome.ts';
import type { WebhookAnswer } from './post-webhook.ts';

export type AppliedOutcome = Exclude<SendOutcome, { kind: 'dead_letter' | 'waiting' }>;

/**
 * Returns the outcome of a webhook that was sent; undefined if nobody waited for it.
 * @param result what the command has found so far
 * @throws CommandFailure if the webhook was refused, or not applied
 */
export function requireApplied(
  { status }: WebhookAnswer,
  outcome: SendOutcome | undefined,
  { suffix }: Target,
  result: object,
): AppliedOutcome | undefined {
  if (status !== 200)
    throw new CommandFailure('not_accepted', `The webhook was not accepted (${status}).`, { result });
  if (outcome?.kind === 'dead_letter') {
    const { id, reason } = outcome.letter;
    throw new CommandFailure(
      'dead_letter',
      `It is a dead letter (${printable(reason)}). See npx checkout-webhooks dlq show ${id}${suffix}`,
      { result },
    );
  }
  if (outcome?.kind === 'waiting')
    throw new CommandFailure(
      'not_applied',
      `It has not been applied yet. It stays in the queue and is tried again. See npx checkout-webhooks doctor${suffix}`,
      { result },
    );
  return outcome;
}
