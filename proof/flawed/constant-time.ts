import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import { mock } from 'node:test';
import type { checkSignature } from '../../lib/webhook/signature.ts';
import { BODY, type SignatureScheme } from '../../lib/webhook/signature-scheme.ts';

const scheme: SignatureScheme = {
  header: 'x-signature',
  value: { prefix: '' },
  algorithm: 'sha256',
  encoding: 'hex',
  key: ['text'],
  signed: [BODY],
};
const body = Buffer.from('{"status":"SUCCESS"}');
const secret = 'a signing secret';
const right = crypto.createHmac('sha256', secret).update(body).digest('hex');
const wrong = right.replace(/^./, (digit) => (digit === '0' ? '1' : '0'));

/**
 * Returns why the verdict on a signature is not that of `timingSafeEqual`; undefined when it is.
 *
 * A test cannot measure time reliably. It can replace `timingSafeEqual`: when it always returns true, a wrong digest
 * must pass, and when it always returns false, the right digest must not. Any other comparison, beside it or before
 * it, gives another verdict in one of the two cases.
 */
export function otherComparison(check: typeof checkSignature): string | undefined {
  const verdict = (digest: string) => {
    const delivery = { headers: { 'x-signature': digest }, body, receivedAt: '2026-01-01T00:00:00.000Z' };
    return check(scheme, delivery, [secret]) === undefined;
  };
  if (!verdict(right) || verdict(wrong)) return 'It does not verify signatures at all.';
  if (!whileEqualIs(true, () => verdict(wrong))) return 'It refuses what timingSafeEqual accepts.';
  if (whileEqualIs(false, () => verdict(right))) return 'It accepts what timingSafeEqual refuses.';
  return undefined;
}

function whileEqualIs<T>(answer: boolean, run: () => T): T {
  const stub = mock.method(crypto, 'timingSafeEqual', () => answer);
  syncBuiltinESMExports();
  try {
    return run();
  } finally {
    stub.mock.restore();
    syncBuiltinESMExports();
  }
}
