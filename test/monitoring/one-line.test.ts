import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { signedByName } from '../../proof/kit/signed-by.ts';
import { startObservedService } from './observed-service.ts';

const body = readFileSync('test/fixtures/inqud/cco-success.json', 'utf8');

/** Returns the lines that the functions print about one webhook, from its arrival to its row. */
async function printedAt(level: Record<string, string>): Promise<readonly Record<string, unknown>[]> {
  const service = await startObservedService({ WEBHOOK_SECRETS_INQUD: 's', ...level });
  let printed = '';
  try {
    await service.post({ body, headers: { ...signedByName('inqud', Buffer.from(body), 's') } });
    await service.consume(await service.queued());
  } finally {
    printed = await service.stop();
  }
  const lines = printed.split('\n').filter((line) => line.startsWith('{'));
  return lines.map((line) => JSON.parse(line));
}

it('An accepted webhook has one line, when its outcome is known, and one line of metrics', async () => {
  const [line, ...others] = await printedAt({});
  expect(Object.keys(line ?? {})).toEqual([
    ...['level', 'code', 'timestamp', 'provider', 'requestId', 'checkoutId', 'eventId', 'status'],
    ...['delayMs', 'ageMs'],
  ]);
  expect(line).toMatchObject({ level: 'INFO', code: 'event_advanced', requestId: 'request-1' });
  expect(others).toMatchObject([{ level: 'INFO', code: 'metrics', provider: 'inqud', Advanced: 1 }]);
});

it('At DEBUG it has another line, from ingest, with the id of its message', async () => {
  const lines = await printedAt({ AWS_LAMBDA_LOG_LEVEL: 'DEBUG' });
  expect(lines.map(({ code }) => code)).toEqual(['delivery_queued', 'event_advanced', 'metrics']);
  expect(lines[0]).toMatchObject({ requestId: 'request-1', messageId: expect.any(String) });
});
