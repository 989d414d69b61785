import { Queues } from '../../../cli/aws/stage-queues.ts';
import { bodyOf } from '../../../cli/dead-letters/letter.ts';
import { localTarget } from '../../../cli/stage/target.ts';
import { CheckoutState } from '../../../lib/checkout/state.ts';
import { type CheckoutView, checkoutsTable } from '../../../lib/checkouts-table.ts';
import { providers } from '../../../lib/providers/registry.ts';
import { withoutUndefined } from '../../../lib/values/without-undefined.ts';
import { bodyDigest } from '../../../lib/webhook/body-digest.ts';
import { localClient } from '../../../local/emulators/local-client.ts';
import type { LocalStack } from '../../../local/stack/stack.ts';
import { untilEmpty } from '../../kit/queues/until-empty.ts';
import { hasRepeatedEvents } from '../../kit/repeated-events.ts';
import type { ProofFinding } from '../../kit/results/proof-finding.ts';
import { forgedAmong, judgeEnds, type Outcome } from '../judging/judge-ends.ts';
import type { Sent } from './send-hostile.ts';

const REGION = 'eu-central-1';
const PAGE_ROWS = 500;
const PATIENCE_MS = 60_000;

/** Waits until everything is consumed. Then looks in the table for each authentic webhook, and for anything else. */
export async function judgeStack(stack: LocalStack, authentic: readonly Sent[]): Promise<Outcome> {
  const queues = new Queues(localTarget({ SQS_PORT: new URL(stack.sqsEndpoint).port }));
  await untilEmpty(queues, AbortSignal.timeout(PATIENCE_MS));
  const reasons = await deadLetterReasons(queues);
  const buried = new Set<string>();
  for (const [digest, reason] of reasons) if (reason !== undefined) buried.add(digest);
  const rows = await allCheckouts(stack);
  const events = new Map<string, string>();
  for (const { checkoutId, history } of rows) {
    for (const { eventId } of history) events.set(eventId, checkoutId);
  }
  const ignored = new Set(authentic.filter(isIgnored).map(({ request }) => bodyDigest(request.body)));
  const { findings, ...counts } = judgeEnds(authentic, { events, buried, ignored });
  const all: ProofFinding[] = [...findings];
  all.push(...forgedAmong([...events.keys(), ...reasons.keys()], authentic));
  for (const { checkoutId, history } of rows) {
    if (hasRepeatedEvents(history)) all.push({ kind: 'duplicated', what: checkoutId });
  }
  return { ...counts, findings: all };
}

/** Returns whether an authentic webhook is about something else than a checkout. */
const isIgnored = ({ request }: Sent): boolean =>
  providers.some(
    ({ name, parse }) => request.target.includes(name) && parse(request.body, {}).kind === 'ignored',
  );

/** Receives every dead letter. @returns its reason by the digest of the body; undefined when it has none */
async function deadLetterReasons(queues: Queues): Promise<ReadonlyMap<string, string | undefined>> {
  const box = await queues.openDeadLetters();
  const reasons = new Map<string, string | undefined>();
  for (;;) {
    const letters = await box.receive();
    if (letters.length === 0) return reasons;
    for (const letter of letters) reasons.set(bodyDigest(bodyOf(letter)), letter.reason);
  }
}

async function allCheckouts({ tableName, dynamodbEndpoint }: LocalStack): Promise<readonly CheckoutView[]> {
  const table = checkoutsTable({ tableName, client: localClient(dynamodbEndpoint, REGION) });
  const rows: CheckoutView[] = [];
  let cursor: string | undefined;
  do {
    const page = await table.listByState(
      CheckoutState.options,
      withoutUndefined({ limit: PAGE_ROWS, cursor }),
    );
    rows.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return rows;
}
