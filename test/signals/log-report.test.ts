import { describe, expect, it } from 'vitest';
import { logReport } from '../../lib/aws/log-report.ts';

const NOW = Date.UTC(2026, 0, 1);

function linesOf(use: (report: ReturnType<typeof logReport>) => void): Record<string, unknown>[] {
  const lines: string[] = [];
  const write = (line: string) => lines.push(line);
  use(logReport({ service: 'ingest', namespace: 'checkout-webhooks/test', now: () => NOW, write }));
  expect(lines.every((line) => line.endsWith('\n') && !line.slice(0, -1).includes('\n'))).toBe(true);
  return lines.map((line) => JSON.parse(line));
}

describe('A signal', () => {
  it('is one line that is the log and the metric at once', () => {
    const [line] = linesOf((report) =>
      report('delivery_queued', {
        provider: 'inqud',
        requestId: 'request-1',
        messageId: 'message-1',
        bytes: 9,
      }),
    );
    expect(line).toEqual({
      level: 'INFO',
      code: 'delivery_queued',
      timestamp: '2026-01-01T00:00:00.000Z',
      service: 'ingest',
      provider: 'inqud',
      requestId: 'request-1',
      messageId: 'message-1',
      bytes: 9,
      Received: 1,
      Queued: 1,
      _aws: {
        Timestamp: NOW,
        CloudWatchMetrics: [
          {
            Namespace: 'checkout-webhooks/test',
            Dimensions: [[], ['provider']],
            Metrics: [{ Name: 'Received' }, { Name: 'Queued' }],
          },
        ],
      },
    });
  });

  it('counts a refusal by its reason, and in total for the alarm', () => {
    const [line] = linesOf((report) =>
      report('delivery_unauthorized', {
        provider: 'tweed',
        requestId: 'request-1',
        reason: 'signature_mismatch',
      }),
    );
    expect(line).toMatchObject({ Refused: 1, provider: 'tweed', reason: 'signature_mismatch' });
    expect(line).toHaveProperty('_aws.CloudWatchMetrics.1', {
      Namespace: 'checkout-webhooks/test',
      Dimensions: [[], ['provider', 'reason']],
      Metrics: [{ Name: 'Refused' }],
    });
  });

  it('measures the way from arrival to the row, and from the provider to the row', () => {
    const [line] = linesOf((report) =>
      report('event_advanced', { provider: 'inqud', delayMs: 180, ageMs: 2_400 }),
    );
    expect(line).toMatchObject({ Advanced: 1, Delay: 180, Age: 2_400 });
  });

  it('gives a sender no way to make up time series: a provider that is not known has one name', () => {
    const [line] = linesOf((report) => report('delivery_unknown_provider', { requestId: 'request-1' }));
    expect(line).toMatchObject({ provider: 'none', reason: 'delivery_unknown_provider', Refused: 1 });
  });
});
