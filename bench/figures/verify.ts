import { createHmac, timingSafeEqual } from 'node:crypto';
import { providers } from '../../lib/providers/registry.ts';
import { signedHeaders } from '../../lib/providers/sending/signed-headers.ts';
import { secretHolding } from '../../lib/webhook/secret-keys.ts';
import { signWebhook } from '../../lib/webhook/sign-webhook.ts';
import { checkSignature } from '../../lib/webhook/signature.ts';
import type { SignatureScheme } from '../../lib/webhook/signature-scheme.ts';
import type { Bench } from '../bench.ts';
import { atMost, type Figure, figure } from '../figure.ts';
import { inTurn } from '../kit/in-turn.ts';
import { sampleOf } from '../kit/statistics.ts';
import { measuredSchemes } from '../samples/schemes.ts';
import { PUBLIC_URL, SECRET } from '../samples/webhooks.ts';

const KILOBYTE = 1_024;
/** How often a body of this many kilobytes is checked in a round, so that a round takes about a millisecond. */
const CHECKS = new Map([
  [1, 74],
  [10, 32],
  [256, 2],
]);
/** A round is short, so most rounds are not interrupted by other programs. */
const ROUNDS = 201;
const US_PER_MS = 1_000;
/** From here on, the digest takes so long that nothing else counts. */
const LARGE = 256;
const MOST_WHEN_LARGE = 1.05;
const receivedAt = '2026-01-01T00:00:00.000Z';

export const verify: Bench = {
  name: 'verify',
  about: 'checking a signature: a body, a list and signed headers; compared with bare node:crypto',
  inShortForm: true,
  async run() {
    const figures: Figure[] = [];
    for (const { kind, scheme, most } of measuredSchemes) {
      for (const kilobytes of CHECKS.keys()) {
        const body = bodyOf(kilobytes);
        const secret = secretHolding(scheme, SECRET);
        const headers = signWebhook(scheme, { body, secret, at: receivedAt, id: 'msg_2hPZ0Xk7n6Gq' });
        const limit = kilobytes >= LARGE && kind === '' ? MOST_WHEN_LARGE : most;
        figures.push(
          await compared(`verify ${kilobytes} kB${kind}`, scheme, { body, headers, secret }, limit),
        );
      }
    }
    return [...figures, ...(await ofProviders())];
  },
};

/** A body of a kilobyte from each registered provider. */
async function ofProviders(): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const provider of providers) {
    const { name, signature } = provider;
    const body = bodyOf(1);
    const secret = secretHolding(signature, SECRET);
    const url = `${PUBLIC_URL}/webhooks/${name}`;
    const headers = signedHeaders(provider, { body, secret, url, at: new Date(receivedAt) });
    const most = 'prefix' in signature.value ? 1.15 : 1.4;
    figures.push(await compared(`verify 1 kB of ${name}`, signature, { body, headers, secret, url }, most));
  }
  return figures;
}

const bodyOf = (kilobytes: number): Buffer => Buffer.alloc(kilobytes * KILOBYTE, 'x');

interface Signed {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
  readonly secret: string;
  readonly url?: string;
}

async function compared(
  name: string,
  scheme: SignatureScheme,
  { secret, ...signed }: Signed,
  most: number,
): Promise<Figure> {
  const checks = CHECKS.get(signed.body.length / KILOBYTE) ?? 1;
  const delivery = { ...signed, receivedAt };
  const problem = checkSignature(scheme, delivery, [secret]);
  if (problem !== undefined) throw new Error(`The signature to measure is refused: ${problem}.`);
  const { ours, bare } = await inTurn(ROUNDS, {
    ours: timed(checks, () => checkSignature(scheme, delivery, [secret])),
    bare: timed(checks, bareCheck(scheme, signed.body)),
  });
  return figure(name, 'µs', sampleOf(ours), { baseline: sampleOf(bare), goal: atMost(most, 'ratio') });
}

/** The least that can check such a signature: the same digest over the body, and a comparison in constant time. */
function bareCheck({ algorithm, encoding }: SignatureScheme, body: Buffer): () => unknown {
  const digest = () => createHmac(algorithm, SECRET).update(body).digest();
  const signature = digest().toString(encoding);
  return () => timingSafeEqual(digest(), Buffer.from(signature, encoding));
}

/** Microseconds of one check, on average. */
const timed = (times: number, check: () => unknown) => () => {
  const startedAt = performance.now();
  for (let time = 0; time < times; time += 1) check();
  return ((performance.now() - startedAt) / times) * US_PER_MS;
};
