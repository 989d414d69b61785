import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { signedByName } from '../../proof/kit/signed-by.ts';

const Answer = z.object({ code: z.string().optional(), message: z.string().optional() });

/** A webhook on its way to a deployed stage. */
export interface OutgoingWebhook {
  /** The URL for the webhooks of a provider. */
  readonly url: string;
  readonly body: string | Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
}

/** Returns a webhook with the signature of its provider. Without a secret it has no signature. */
export function webhook(url: string, body: string | Uint8Array, secret?: string): OutgoingWebhook {
  const provider = url.split('/').at(-1) ?? '';
  const signature = secret === undefined ? {} : signedByName(provider, Buffer.from(body), secret);
  return { url, body, headers: { 'content-type': 'application/json', ...signature } };
}

/** Posts a webhook. @returns the status and the code of the answer, or its message if it has no code */
export async function post({ url, body, headers }: OutgoingWebhook): Promise<string> {
  const response = await fetch(url, { method: 'POST', body: new Uint8Array(Buffer.from(body)), headers });
  const { code, message } = Answer.parse(await response.json());
  return `${response.status} ${code ?? message}`;
}

const RETRIES = 20;
const RETRY_AFTER_MS = 1_000;

export interface Delivered {
  /** How often it was refused. */
  readonly refused: number;
  readonly arrived: boolean;
}

/** Sends a webhook until it is acknowledged, as a provider does. */
export async function deliver(sign: () => OutgoingWebhook): Promise<Delivered> {
  for (let refused = 0; refused < RETRIES; refused += 1) {
    const answer = await post(sign()).catch(() => 'no answer');
    if (answer === '200 queued') return { refused, arrived: true };
    await sleep(RETRY_AFTER_MS);
  }
  return { refused: RETRIES, arrived: false };
}
