import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { httpEvent } from './sample-http-event.ts';
import { sampleCheckout, webhookBody } from './webhooks.ts';

/** A file with the event of a webhook, for a process of its own. */
export function webhookEventFile(): string {
  const checkout = sampleCheckout('inqud');
  const file = join(mkdtempSync(join(tmpdir(), 'event-')), 'event.json');
  writeFileSync(file, JSON.stringify(httpEvent(checkout, webhookBody(checkout, 'NEW', 0))));
  return file;
}
