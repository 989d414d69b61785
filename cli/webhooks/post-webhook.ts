import type { WebhookToSend } from './webhook-to-send.ts';

/** Longer than the service takes (8 s), and longer than any provider waits. */
const TIMEOUT_MS = 15_000;

export interface WebhookAnswer {
  readonly status: number;
  /** The parsed JSON, or the text if it is not JSON. */
  readonly body: unknown;
}

/** @throws TypeError or TimeoutError, as `fetch` does, if there is no answer */
export async function postWebhook({ url, body, headers }: WebhookToSend): Promise<WebhookAnswer> {
  const response = await fetch(url, {
    method: 'POST',
    // A copy, because `fetch` refuses bytes that other threads may share.
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
