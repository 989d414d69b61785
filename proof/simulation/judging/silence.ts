import type { Report } from '../../../lib/app/log-codes.ts';
import { providers } from '../../../lib/providers/registry.ts';
import type { Delivery } from '../../../lib/webhook/delivery.ts';
import { CANARY, digestsOf, secretOf } from '../plan/authentic-headers.ts';
import type { Judge } from './judge.ts';

const secrets = providers.flatMap(({ name }) => [secretOf(name, 0), secretOf(name, 1)]);
const PREFIX_BYTES = 24;

/** Returns the texts of this delivery that may not be reported: its signatures, and its body as the queue has it. */
export function secretTextsOf({ provider, headers, body }: Delivery, secret: string): string[] {
  const encoded = Buffer.from(body.subarray(0, PREFIX_BYTES)).toString('base64');
  return [...digestsOf(provider, headers, body, secret), encoded];
}

/**
 * Returns a report that objects to everything that may never be reported: the secrets, the canary (which is in every
 * body and in a header), and the texts given.
 */
export function listeningReport(judge: Judge, secretTexts: readonly string[]): Report {
  const forbidden = [CANARY, ...secrets, ...secretTexts].filter((text) => text !== '');
  return (code, fields) => {
    judge.sawReport(code, fields);
    for (const text of Object.values(fields)) {
      if (typeof text !== 'string') continue;
      if (forbidden.some((word) => text.includes(word))) {
        judge.object('silence', `${code} reports something that it must not.`);
      }
    }
  };
}
