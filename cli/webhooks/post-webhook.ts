import type { WebhookToSend } from './webhook-to-send.ts';

/** Longer than the service takes (8 s) and longer than any provider waits. */
const TIMEOUT_MS = 15_000;

/** What came back: the JSON of the answer, or its text where it is none. */
export interface WebhookAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** @throws TypeError or TimeoutError, as `fetch` does, when there is no answer */
export async function postWebhook({ url, body, headers }: WebhookToSend): Promise<WebhookAnswer> {
  const response = await fetch(url, {
    method: 'POST',
    // A copy: `fetch` does not take bytes that other threads may share.
    body: new Uint8Array(body),
    headers,
    redirect: 'manual',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  return { status: response.status, body: jsonOrText(await response.text()) };
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
