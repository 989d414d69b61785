import type { Report } from '../../../lib/app/log-codes.ts';
import type { Delivery } from '../../../lib/webhook/delivery.ts';
import { CANARY, digestsOf, secretOf } from '../plan/authentic-headers.ts';
import type { Judge } from './judge.ts';

const secrets = ['inqud', 'tweed'].flatMap((provider) => [secretOf(provider, 0), secretOf(provider, 1)]);
const PREFIX_BYTES = 24;

/** What belongs to this delivery alone and must stay unsaid: its signatures, and its body as the queue has it. */
export function unspeakableOf({ provider, headers, body }: Delivery, secret: string): string[] {
  const encoded = Buffer.from(body.subarray(0, PREFIX_BYTES)).toString('base64');
  return [...digestsOf(provider, headers, body, secret), encoded];
}

/**
 * A report that listens for what must never be said.
 * @param unspeakable besides the secrets and the canary, which stands in every body and in a header
 */
export const listeningReport = (judge: Judge, unspeakable: readonly string[]): Report => {
  const forbidden = [CANARY, ...secrets, ...unspeakable].filter((text) => text !== '');
  return (code, fields) => {
    for (const text of Object.values(fields)) {
      if (typeof text !== 'string') continue;
      if (forbidden.some((word) => text.includes(word))) {
        judge.object('silence', `${code} reports what it must not.`);
      }
    }
  };
};
