import { acknowledgeFirst } from './acknowledge-first.ts';
import { arrivalOrder } from './arrival-order.ts';
import { checkThenInsert } from './check-then-insert.ts';
import { failuresDeleted } from './failures-deleted.ts';
import { finalForEver } from './final-for-ever.ts';
import type { FlawedReceiver } from './flawed-receiver.ts';
import { forgottenEntry } from './forgotten-entry.ts';
import { lastEventId } from './last-event-id.ts';
import { noSecretNeeded } from './no-secret-needed.ts';
import { oneSecondClock } from './one-second-clock.ts';
import { plainComparison } from './plain-comparison.ts';
import { rankOnly } from './rank-only.ts';
import { talkativeLog } from './talkative-log.ts';
import { unnormalizedTime } from './unnormalized-time.ts';
import { verifyAfterParsing } from './verify-after-parsing.ts';
import { verifyReserialized } from './verify-reserialized.ts';
import { wholeBatchFails } from './whole-batch-fails.ts';

/** Every receiver that the suites must catch. A new one is one file and one line here. */
export const flawedReceivers: readonly FlawedReceiver[] = [
  acknowledgeFirst,
  checkThenInsert,
  lastEventId,
  arrivalOrder,
  oneSecondClock,
  unnormalizedTime,
  rankOnly,
  finalForEver,
  plainComparison,
  verifyAfterParsing,
  verifyReserialized,
  noSecretNeeded,
  wholeBatchFails,
  failuresDeleted,
  forgottenEntry,
  talkativeLog,
];
