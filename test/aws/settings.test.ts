import { describe, expect, it } from 'vitest';
import { ConsumeSettings, IngestSettings, readSettings } from '../../lib/aws/settings.ts';

describe('Settings from the environment', () => {
  const ingest = { QUEUE_URL: 'https://sqs.example.com/1/deliveries' };

  it('have a default unless only the deployment knows the value', () => {
    expect(readSettings(IngestSettings, ingest)).toMatchObject({ ...ingest, MAX_BODY_BYTES: 256 * 1024 });
    const consume = { TABLE_NAME: 'checkouts', DEAD_LETTER_QUEUE_URL: 'https://sqs.example.com/1/dead' };
    expect(readSettings(ConsumeSettings, consume)).toMatchObject({
      ...consume,
      RETENTION_DAYS: 0,
      METRICS_NAMESPACE: 'checkout-webhooks/local',
    });
  });

  it('take the log level that Lambda sets, and INFO if it is unknown', () => {
    const level = (word?: string) =>
      readSettings(IngestSettings, { ...ingest, AWS_LAMBDA_LOG_LEVEL: word }).AWS_LAMBDA_LOG_LEVEL;
    expect(['DEBUG', 'WARN', undefined, '', 'LOUD'].map(level)).toEqual([
      ...['DEBUG', 'WARN', 'INFO', 'INFO', 'INFO'],
    ]);
  });

  it('report everything that is missing or wrong in one error', () => {
    const wrong = { TABLE_NAME: 'checkouts', RETENTION_DAYS: '-1' };
    expect(() => readSettings(ConsumeSettings, wrong)).toThrow(
      /RETENTION_DAYS \(too_small\).*DEAD_LETTER_QUEUE_URL \(/,
    );
  });

  it.each([['0'], ['-1'], ['1.5'], ['lots'], ['10000000']])('refuse MAX_BODY_BYTES=%s', (MAX_BODY_BYTES) => {
    expect(() => readSettings(IngestSettings, { ...ingest, MAX_BODY_BYTES })).toThrow('MAX_BODY_BYTES');
  });
});
