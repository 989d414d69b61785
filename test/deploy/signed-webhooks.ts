import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { signedByName } from '../../proof/kit/signed-by.ts';
import { anHttpEvent } from '../aws/lambda/http-events.ts';
import type { DeployedFunction } from './deployed-stage.ts';

const Answer = z.object({ statusCode: z.int(), body: z.string() });

/** Returns a webhook with the signature of its provider. Without a secret it has no signature. */
export function webhook(provider: string, body: string, secret?: string) {
  const signature = secret === undefined ? {} : signedByName(provider, Buffer.from(body), secret);
  return anHttpEvent({ provider, body, headers: { 'content-type': 'application/json', ...signature } });
}

/** Sends a webhook to ingest. @returns the status and the code of the answer */
export async function post(ingest: DeployedFunction, event: unknown): Promise<string> {
  const { statusCode, body } = Answer.parse(await ingest.invoke(event));
  return `${statusCode} ${JSON.parse(body).code}`;
}

const RETRIES = 12;
const RETRY_AFTER_MS = 1_000;

/** Sends a webhook until it is acknowledged. @returns how often it was refused, and whether it was acknowledged */
export async function deliver(
  ingest: DeployedFunction,
  sign: () => unknown,
): Promise<{ refused: number; arrived: boolean }> {
  for (let refused = 0; refused < RETRIES; refused += 1) {
    if ((await post(ingest, sign())) === '200 queued') return { refused, arrived: true };
    await sleep(RETRY_AFTER_MS);
  }
  return { refused: RETRIES, arrived: false };
}
