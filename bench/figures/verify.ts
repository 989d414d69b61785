import { createHmac, timingSafeEqual } from 'node:crypto';
import { verify as octokit } from '@octokit/webhooks-methods';
import { Webhook } from 'standardwebhooks';
import Stripe from 'stripe';
import { tweed } from '../../lib/providers/tweed.ts';
import { checkSignature } from '../../lib/webhook/signature.ts';
import type { Bench } from '../bench.ts';
import { type Figure, figure } from '../figure.ts';
import { interleaved, type Measure } from '../kit/interleaved.ts';

const SECRET = 'a signing secret of thirty-two b';
const KILOBYTE = 1024;
const ROUNDS = 201;
/** A measurement is short, a millisecond or so: then most of them are not interrupted by whatever else runs. */
const BYTES_PER_ROUND = 512 * KILOBYTE;
const US_PER_MS = 1_000;

export const verify: Bench = {
  name: 'verify',
  about: 'checking a signature: bare node:crypto, stripe, standardwebhooks, octokit',
  inShortForm: true,
  async run({ progress }) {
    const figures: Figure[] = [];
    for (const kilobytes of [1, 10, 256]) {
      progress(`${kilobytes} kB`);
      figures.push(...(await verifyOf(kilobytes)));
    }
    return figures;
  },
};

async function verifyOf(kilobytes: number): Promise<readonly Figure[]> {
  const text = bodyOf(kilobytes * KILOBYTE);
  const times = Math.ceil(BYTES_PER_ROUND / (text.length + 6 * KILOBYTE));
  const taken = await interleaved(ROUNDS, {
    ours: repeated(times, ours(text)),
    bare: repeated(times, bare(text)),
    stripe: repeated(Math.ceil(times / 4), withStripe(text)),
    standardwebhooks: repeated(Math.ceil(times / 20), withStandardWebhooks(text)),
    octokit: repeatedInTurn(Math.ceil(times / 4), withOctokit(text)),
  });
  const name = `verify ${kilobytes} kB`;
  const { ours: value, bare: floor, ...peers } = taken;
  return [
    figure({ name, unit: 'µs', value, baseline: floor, goal: { of: 'ratio', atMost: 1.3 } }),
    ...Object.entries(peers).map(([peer, baseline]) =>
      figure({ name: `${name}, against ${peer}`, unit: 'µs', value, baseline }),
    ),
  ];
}

/** A JSON object of this many bytes: some of the peers parse it. */
const bodyOf = (bytes: number): string => `{"text":"${'x'.repeat(bytes - '{"text":""}'.length)}"}`;

function ours(text: string): () => unknown {
  const body = Buffer.from(text);
  const headers = tweed.sign(body, SECRET);
  const secrets = [SECRET];
  return () => checkSignature(tweed.signature, headers, body, secrets);
}

function bare(text: string): () => unknown {
  const body = Buffer.from(text);
  const hex = createHmac('sha256', SECRET).update(body).digest('hex');
  return () => timingSafeEqual(createHmac('sha256', SECRET).update(body).digest(), Buffer.from(hex, 'hex'));
}

function withStripe(text: string): () => unknown {
  const stripe = new Stripe('sk_test_none');
  const body = Buffer.from(text);
  const header = stripe.webhooks.generateTestHeaderString({ payload: text, secret: SECRET });
  return () => stripe.webhooks.constructEvent(body, header, SECRET);
}

function withStandardWebhooks(text: string): () => unknown {
  const webhook = new Webhook(Buffer.from(SECRET).toString('base64'));
  const at = new Date();
  const headers = {
    'webhook-id': 'msg_1',
    'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
    'webhook-signature': webhook.sign('msg_1', at, text),
  };
  const body = Buffer.from(text);
  return () => webhook.verify(body, headers);
}

function withOctokit(text: string): () => Promise<unknown> {
  const signature = `sha256=${createHmac('sha256', SECRET).update(text).digest('hex')}`;
  return () => octokit(SECRET, text, signature);
}

const repeated =
  (times: number, once: () => unknown): Measure =>
  () => {
    const start = performance.now();
    for (let time = 0; time < times; time += 1) once();
    return ((performance.now() - start) / times) * US_PER_MS;
  };

const repeatedInTurn =
  (times: number, once: () => Promise<unknown>): Measure =>
  async () => {
    const start = performance.now();
    for (let time = 0; time < times; time += 1) await once();
    return ((performance.now() - start) / times) * US_PER_MS;
  };
