import { SQSClient } from '@aws-sdk/client-sqs';
import { CheckoutState } from '../../../lib/checkout/state.ts';
import { type CheckoutView, checkoutsTable } from '../../../lib/checkouts-table.ts';
import { providers } from '../../../lib/providers/registry.ts';
import { bodyDigest } from '../../../lib/webhook/body-digest.ts';
import { localClient } from '../../../local/emulators/local-client.ts';
import type { LocalStack } from '../../../local/stack/stack.ts';
import type { Finding } from '../judging/hostile-finding.ts';
import type { Outcome } from '../judging/judge-round.ts';
import type { Sent } from './send-hostile.ts';
import { takeLetters, untilEmpty } from './settled.ts';

const REGION = 'eu-central-1';
const A_PAGE = 500;

/** Waits until everything is consumed, and looks for each authentic webhook, and for anything else, in the table. */
export async function judgeStack(stack: LocalStack, authentic: readonly Sent[]): Promise<Outcome> {
  const client = new SQSClient(localClient(stack.sqsEndpoint, REGION));
  try {
    await untilEmpty(client, stack.queueUrl);
    const letters = await takeLetters(client, stack.deadLetterQueueUrl);
    const rows = await allCheckouts(stack);
    const events = rows.flatMap((row) => row.history.map(({ eventId }) => eventId));
    const reasons = new Map(letters.map(({ digest, reason }) => [digest, reason]));
    const ends = authentic.map((sent) => ({ ...sent, digest: bodyDigest(sent.request.body) }));
    const known = {
      events: new Set(events),
      reasons,
      ignored: new Set(ends.filter(isIgnored).map(({ digest }) => digest)),
    };
    const lost = ends.filter(
      ({ digest, request }) =>
        !known.events.has(digest) &&
        (request.checkoutId !== undefined || !(known.reasons.get(digest) || known.ignored.has(digest))),
    );
    const honest = new Set(ends.map(({ digest }) => digest));
    const forged = [...events, ...reasons.keys()].filter((digest) => !honest.has(digest));
    return {
      inRows: ends.filter(({ digest }) => known.events.has(digest)).length,
      deadLettered: ends.filter(({ digest }) => reasons.has(digest)).length,
      ignored: ends.filter(({ digest }) => known.ignored.has(digest)).length,
      findings: [
        ...lost.map(({ number, request }): Finding => ({ kind: 'lost', number, what: request.name })),
        ...forged.map((what): Finding => ({ kind: 'forged', what })),
        ...rows
          .filter(hasDuplicates)
          .map(({ checkoutId }): Finding => ({ kind: 'duplicated', what: checkoutId })),
      ],
    };
  } finally {
    client.destroy();
  }
}

/** Authentic, but about something else than a checkout. */
const isIgnored = ({ request }: Sent): boolean =>
  providers.some(
    ({ name, parse }) => request.target.includes(name) && parse(request.body).kind === 'ignored',
  );

const hasDuplicates = ({ history }: CheckoutView): boolean =>
  new Set(history.map(({ eventId }) => eventId)).size < history.length;

async function allCheckouts({ tableName, dynamodbEndpoint }: LocalStack): Promise<readonly CheckoutView[]> {
  const table = checkoutsTable({ tableName, client: localClient(dynamodbEndpoint, REGION) });
  const rows: CheckoutView[] = [];
  let cursor: string | undefined;
  do {
    const page = await table.listByState(CheckoutState.options, {
      limit: A_PAGE,
      ...(cursor !== undefined && { cursor }),
    });
    rows.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return rows;
}
