import { acknowledgeFirst } from './applying/acknowledge-first.ts';
import { attentionUnreported } from './applying/attention-unreported.ts';
import { checkThenInsert } from './applying/check-then-insert.ts';
import { deliveryIdAsEventId } from './applying/delivery-id-as-event-id.ts';
import { failuresDeleted } from './applying/failures-deleted.ts';
import { firstOfAKind } from './applying/first-of-a-kind.ts';
import { forgottenEntry } from './applying/forgotten-entry.ts';
import { lastEventId } from './applying/last-event-id.ts';
import { reportAfterwards } from './applying/report-afterwards.ts';
import { unknownTypeDropped } from './applying/unknown-type-dropped.ts';
import { wholeBatchFails } from './applying/whole-batch-fails.ts';
import type { FlawedReceiver } from './flawed-receiver.ts';
import { arrivalOrder } from './ordering/arrival-order.ts';
import { detailsErased } from './ordering/details-erased.ts';
import { finalForever } from './ordering/final-forever.ts';
import { oneSecondClock } from './ordering/one-second-clock.ts';
import { rankOnly } from './ordering/rank-only.ts';
import { unknownWordWins } from './ordering/unknown-word-wins.ts';
import { unnormalizedTime } from './ordering/unnormalized-time.ts';
import { firstSignatureOnly } from './verifying/first-signature-only.ts';
import { noSecretNeeded } from './verifying/no-secret-needed.ts';
import { plainComparison } from './verifying/plain-comparison.ts';
import { talkativeLog } from './verifying/talkative-log.ts';
import { timeNotChecked } from './verifying/time-not-checked.ts';
import { toleranceWhenApplied } from './verifying/tolerance-when-applied.ts';
import { verifyAfterParsing } from './verifying/verify-after-parsing.ts';
import { verifyReserialized } from './verifying/verify-reserialized.ts';

/** Every receiver that the suites must catch. A new one needs its own file and a line here. */
export const flawedReceivers: readonly FlawedReceiver[] = [
  acknowledgeFirst,
  checkThenInsert,
  lastEventId,
  arrivalOrder,
  oneSecondClock,
  unnormalizedTime,
  rankOnly,
  finalForever,
  plainComparison,
  verifyAfterParsing,
  verifyReserialized,
  noSecretNeeded,
  wholeBatchFails,
  failuresDeleted,
  forgottenEntry,
  talkativeLog,
  reportAfterwards,
  unknownWordWins,
  unknownTypeDropped,
  attentionUnreported,
  firstOfAKind,
  detailsErased,
  toleranceWhenApplied,
  firstSignatureOnly,
  timeNotChecked,
  deliveryIdAsEventId,
];
