import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { signedByName } from '../../proof/kit/signed-by.ts';
import { streamRecord } from '../publishing/stream-record.ts';
import { Canaries } from './canaries.ts';
import { metricsIn } from './metrics-in.ts';
import { startObservedService } from './observed-service.ts';

const canaries = new Canaries();
const secrets = { inqud: canaries.text('secret.inqud'), tweed: canaries.text('secret.tweed') };
const fixture = (path: string): unknown => JSON.parse(readFileSync(`test/fixtures/${path}`, 'utf8'));

/** The paths in the planted bodies that may be stored in a row, apart from times. */
const FOR_ROWS = [
  ...[
    'cco.id',
    'cco.clientOrderId',
    'cco.fixedAmount.amount',
    'cco.fixedAmount.currency',
    'cco.request.paidAmount',
    'cco.request.currency',
    'cco.request.txHash',
  ],
  ...['orco.id', 'orco.status', 'orco.clientOrderId', 'orco.sourceAmount', 'orco.sourceCurrency'],
  ...['done.data.checkoutData.checkoutId', 'done.data.checkoutData.customParams.reference'],
  ...['done.data.paymentData.amount', 'done.data.paymentData.metadata.transaction_hash'],
  ...['odd.id', 'odd.status', 'odd.clientOrderId', 'odd.fixedAmount.amount', 'odd.fixedAmount.currency'],
];
/** The paths in the planted bodies that may be written to the log. */
const FOR_LOGS = [...FOR_ROWS.filter((path) => /\.(id|checkoutId|status)$/.test(path)), 'strange.type'];

const person = { name: 'Ada', email: 'ada@example.com', address: { street: 'Main Street 1' }, card: '4242' };
const inqudKept = ['createdAt', 'lastUpdatedAt', 'modifiedAt'];

/** Documented bodies with a canary in every field, except the fields that must have a certain form. */
function plantedBodies() {
  const planted = (name: string, path: string, extra: object, kept: readonly string[]) =>
    canaries.plant(
      { ...Object(fixture(path)), ...extra },
      name,
      kept.map((path) => `${name}.${path}`),
    );
  const id = (name: string, prefix: string) => ({ id: prefix + canaries.text(`${name}.id`) });
  const inqud = (name: string, path: string, prefix: string, kept: readonly string[], extra = {}) => ({
    provider: 'inqud',
    body: Object(
      planted(name, path, { endUserId: 'user', deposit: person, ...extra }, [...kept, ...inqudKept]),
    ),
    ...id(name, prefix),
  });
  const bodies = [
    inqud('cco', 'inqud/cco-success.json', 'CCO-', ['status'], {
      projectName: 'p',
      name: 'n',
      returnUrl: 'u',
    }),
    inqud('orco', 'inqud/orco-pending.json', 'ORCO-', [], { clientOrderId: 'order', exchange: person }),
    inqud('odd', 'inqud/cco-new.json', 'CCO-', []),
  ].map(({ provider, body, id: checkoutId }) => ({ provider, body: { ...body, id: checkoutId } }));
  const tweed = planted('done', 'tweed/done.json', { payer: person }, [
    ...['type', 'data.status', 'data.paymentData.currency', 'data.paymentData.created'],
  ]);
  const strange = planted('strange', 'tweed/done.json', {}, []);
  const unreadable = planted('unreadable', 'inqud/cco-new.json', { lastUpdatedAt: 'noon' }, []);
  return [
    ...bodies,
    { provider: 'tweed', body: tweed },
    { provider: 'tweed', body: strange },
    { provider: 'inqud', body: unreadable },
  ];
}

const headers = () => ({
  cookie: canaries.text('header.cookie'),
  authorization: canaries.text('header.authorization'),
  'user-agent': canaries.text('header.user-agent'),
  'x-forwarded-for': canaries.text('header.x-forwarded-for'),
  'x-tweed-hook-id': canaries.text('header.x-tweed-hook-id'),
});

const service = await startObservedService({
  WEBHOOK_SECRETS_INQUD: secrets.inqud,
  WEBHOOK_SECRETS_TWEED: secrets.tweed,
  MAX_BODY_BYTES: '4096',
  // To write every line.
  AWS_LAMBDA_LOG_LEVEL: 'DEBUG',
});
let printed = '';
let rows = '';
let events = '';
let letters = '';

const signatures: string[] = [];

/** Signs a webhook for posting. */
function signed(provider: string, text: string) {
  const secret = provider === 'inqud' ? secrets.inqud : secrets.tweed;
  const signature = signedByName(provider, Buffer.from(text), secret) ?? {};
  signatures.push(...Object.values(signature).map((value) => value.slice(-40)));
  return { provider, body: text, headers: { ...headers(), ...signature } };
}

/** Sends webhooks that take every path through both functions, good and bad. */
async function sendEverything(): Promise<void> {
  const texts = plantedBodies().map(({ provider, body }) => ({ provider, text: JSON.stringify(body) }));
  const broken = { provider: 'inqud', text: `{"id":"${canaries.text('broken.id')}` };
  for (const { provider, text } of [...texts, broken]) {
    const delivery = signed(provider, text);
    expect(await service.post(delivery)).toMatchObject({ statusCode: 200 });
    expect(await service.post(delivery, service.cutOff)).toMatchObject({ statusCode: 503 });
    expect(await service.post({ ...delivery, headers: headers() })).toMatchObject({ statusCode: 401 });
    const forged = { ...delivery.headers, ...signed(provider, `${text} `).headers };
    expect(await service.post({ ...delivery, headers: forged })).toMatchObject({ statusCode: 401 });
  }
  const large = canaries.text('large.body').repeat(400);
  expect(await service.post(signed('inqud', large))).toMatchObject({ statusCode: 413 });
  const strayed = { provider: canaries.text('path.provider'), body: large };
  expect(await service.post(strayed)).toMatchObject({ statusCode: 404 });
  const messages = [...(await service.queued()), `{"body":"${canaries.text('message.body')}"}`];
  expect(await service.consume(messages, service.cutOff)).toMatchObject({
    batchItemFailures: { length: messages.length },
  });
  expect(await service.consume(messages)).toEqual({ batchItemFailures: [] });
  expect(await service.consumeIgnoring(messages)).toEqual({ batchItemFailures: [] });
}

/** Publishes every row as if it had just begun, and one that nobody can read. Returns what the merchant receives. */
async function publishEverything(): Promise<string> {
  const images = await service.rows();
  const broken = { ...images[0], history: { S: canaries.text('row.history') } };
  const Records = [...images, broken].map((NewImage) => streamRecord('INSERT', { NewImage }));
  expect(await service.publish(Records, service.cutOff)).toMatchObject({ batchItemFailures: { length: 1 } });
  expect(await service.publish(Records)).toEqual({ batchItemFailures: [] });
  const bodies = await service.takeEvents();
  expect(bodies.length).toBe(images.length);
  return bodies.join();
}

beforeAll(async () => {
  try {
    await sendEverything();
    rows = JSON.stringify(await service.rows());
    events = await publishEverything();
    letters = JSON.stringify((await service.deadLetters()).map(({ MessageAttributes }) => MessageAttributes));
  } finally {
    printed = await service.stop();
  }
});

describe('Canaries in every field, header and secret', () => {
  it('are stored in rows only from the fields that a row keeps', () => {
    expect(canaries.seenIn(rows).toSorted()).toEqual(FOR_ROWS.toSorted());
  });

  it('are published only from the fields that a row keeps', () => {
    expect(canaries.seenIn(events).filter((path) => !FOR_ROWS.includes(path))).toEqual([]);
    expect(canaries.seenIn(events)).toEqual(expect.arrayContaining(['cco.id', 'cco.clientOrderId']));
  });

  it('are printed only from the id and status of a checkout, and from an event type', () => {
    expect(canaries.seenIn(printed).filter((path) => !FOR_LOGS.includes(path))).toEqual([]);
    expect(canaries.seenIn(printed)).toEqual(expect.arrayContaining(FOR_LOGS));
  });

  it('appear without any signature, which would help to guess the secret', () => {
    expect(signatures.length).toBeGreaterThan(10);
    expect(signatures.filter((signature) => `${printed}${rows}${letters}`.includes(signature))).toEqual([]);
  });

  it('are not in the reasons of dead letters', () => {
    expect(letters).toContain('not_a_queue_message');
    expect(canaries.seenIn(letters)).toEqual([]);
  });

  it('are not in metrics, whose dimensions have only our own values', () => {
    const values = metricsIn(printed);
    expect(values.length).toBeGreaterThan(20);
    const dimensions = values.flatMap(({ dimensions }) => Object.values(dimensions));
    expect(new Set(dimensions)).toEqual(
      new Set([
        ...['inqud', 'tweed', 'none'],
        ...['signature_missing', 'signature_mismatch', 'delivery_too_large', 'delivery_unknown_provider'],
      ]),
    );
  });

  it('took every path: each log code was reported, except those about time', () => {
    const codes = new Set([...printed.matchAll(/"code":"(\w+)"/g)].map(([, code]) => code));
    expect([...codes].toSorted()).toEqual([
      'change_dead_lettered',
      'change_failed',
      'change_published',
      'checkout_unknown_status',
      'delivery_queued',
      'delivery_too_large',
      'delivery_unauthorized',
      'delivery_unavailable',
      'delivery_unknown_provider',
      'event_advanced',
      'event_duplicate',
      'event_ignored',
      'message_dead_lettered',
      'message_failed',
      'metrics',
    ]);
  });
});
