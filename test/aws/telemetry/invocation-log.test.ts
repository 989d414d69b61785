import { describe, expect, it } from 'vitest';
import { type InvocationLog, startInvocationLog } from '../../../lib/aws/telemetry/invocation-log.ts';
import type { LogLevel } from '../../../lib/aws/telemetry/log-level.ts';
import { withoutUndefined } from '../../../lib/values/without-undefined.ts';
import { metricsIn } from '../../monitoring/metrics-in.ts';

const NOW = Date.UTC(2026, 0, 1);
const namespace = 'checkout-webhooks/test';

/** Runs one invocation. Returns its reports, the lines that its end added, and the metric values in them. */
function invocation(use: (report: InvocationLog['report']) => void) {
  const lines: string[] = [];
  const { report, flush } = startInvocationLog({
    namespace,
    now: () => NOW,
    write: (line) => lines.push(line),
  });
  use(report);
  const before = lines.length;
  flush();
  expect(lines.every((line) => line.endsWith('\n') && !line.slice(0, -1).includes('\n'))).toBe(true);
  const parsed: Record<string, unknown>[] = lines.map((line) => JSON.parse(line));
  return {
    reports: parsed.slice(0, before),
    metrics: parsed.slice(before),
    values: metricsIn(lines.join('')),
  };
}

const applied = { provider: 'inqud', delayMs: 180, ageMs: 2_400 };
const refused = { requestId: 'request-1', provider: 'tweed' };

describe('The threshold', () => {
  const linesAt = (threshold?: LogLevel) => {
    const lines: string[] = [];
    const options = withoutUndefined({ namespace, threshold, write: (line: string) => lines.push(line) });
    const { report } = startInvocationLog(options);
    for (const code of ['delivery_queued', 'event_advanced', 'delivery_too_large', 'message_failed'] as const)
      report(code, {});
    return lines.map((line) => JSON.parse(line).level);
  };

  it.each([
    ['TRACE', ['DEBUG', 'INFO', 'WARN', 'ERROR']],
    ['DEBUG', ['DEBUG', 'INFO', 'WARN', 'ERROR']],
    ['INFO', ['INFO', 'WARN', 'ERROR']],
    [undefined, ['INFO', 'WARN', 'ERROR']],
    ['ERROR', ['ERROR']],
    ['FATAL', []],
  ] as const)('%s writes the levels %j', (threshold, levels) => {
    expect(linesAt(threshold)).toEqual(levels);
  });

  it('does not affect metrics: a report without a line is counted', () => {
    const lines: string[] = [];
    const { report, flush } = startInvocationLog({
      namespace,
      threshold: 'ERROR',
      write: (line) => lines.push(line),
    });
    report('event_advanced', applied);
    flush();
    expect(lines.map((line) => JSON.parse(line).code)).toEqual(['metrics']);
  });
});

describe('A report', () => {
  it('is one line with its code and its fields, and no metric', () => {
    const { reports } = invocation((report) =>
      report('event_advanced', { ...applied, requestId: 'request-1', checkoutId: 'CCO-1' }),
    );
    expect(reports).toEqual([
      {
        level: 'INFO',
        code: 'event_advanced',
        timestamp: '2026-01-01T00:00:00.000Z',
        requestId: 'request-1',
        checkoutId: 'CCO-1',
        ...applied,
      },
    ]);
  });

  it('is written at once', () => {
    const lines: string[] = [];
    const { report } = startInvocationLog({ namespace, write: (line) => lines.push(line) });
    report('event_advanced', applied);
    expect(lines).toHaveLength(1);
  });
});

describe('The metrics of an invocation', () => {
  it('are one line at its end, with a total of each count and every measured value', () => {
    const { metrics } = invocation((report) => {
      report('event_advanced', applied);
      report('event_late', { ...applied, delayMs: 190 });
      report('event_advanced', { provider: 'inqud', delayMs: 200 });
    });
    expect(metrics).toEqual([
      {
        level: 'INFO',
        code: 'metrics',
        timestamp: '2026-01-01T00:00:00.000Z',
        provider: 'inqud',
        Advanced: 2,
        Late: 1,
        Delay: [180, 190, 200],
        Age: [2_400, 2_400],
        _aws: {
          Timestamp: NOW,
          CloudWatchMetrics: [
            {
              Namespace: namespace,
              Dimensions: [[], ['provider']],
              Metrics: [{ Name: 'Advanced' }],
            },
            {
              Namespace: namespace,
              Dimensions: [['provider']],
              Metrics: [
                { Name: 'Delay', Unit: 'Milliseconds' },
                { Name: 'Age', Unit: 'Milliseconds' },
                { Name: 'Late' },
              ],
            },
          ],
        },
      },
    ]);
  });

  it('are one line per provider, and one per reason of a refusal', () => {
    const { metrics } = invocation((report) => {
      report('event_advanced', { provider: 'inqud' });
      report('event_advanced', { provider: 'tweed' });
      report('delivery_unauthorized', { ...refused, reason: 'signature_mismatch' });
      report('delivery_unauthorized', { ...refused, reason: 'signature_missing' });
      report('delivery_unauthorized', { ...refused, reason: 'signature_missing' });
    });
    expect(
      metrics.map(({ provider, reason, Advanced, Refused }) => [provider, reason, Advanced ?? Refused]),
    ).toEqual([
      ['inqud', undefined, 1],
      ['tweed', undefined, 1],
      ['tweed', 'signature_mismatch', 1],
      ['tweed', 'signature_missing', 2],
    ]);
  });

  it('count a refusal by its reason, and in total for the alarm', () => {
    const { values } = invocation((report) =>
      report('delivery_unauthorized', { ...refused, reason: 'signature_mismatch' }),
    );
    expect(values).toEqual([
      { namespace, name: 'Refused', dimensions: {}, value: 1 },
      {
        namespace,
        name: 'Refused',
        dimensions: { provider: 'tweed', reason: 'signature_mismatch' },
        value: 1,
      },
    ]);
  });

  it('have one name for all unknown providers, so that a sender cannot create time series', () => {
    const { metrics } = invocation((report) =>
      report('delivery_unknown_provider', { requestId: 'request-1' }),
    );
    expect(metrics).toMatchObject([{ provider: 'none', reason: 'delivery_unknown_provider', Refused: 1 }]);
  });

  it('are not written if nothing was counted', () => {
    expect(invocation((report) => report('delivery_queued', refused)).metrics).toEqual([]);
    expect(invocation(() => undefined).metrics).toEqual([]);
  });

  it('continue on another line if one is full, and every value is written once', () => {
    const delays = Array.from({ length: 201 }, (_, index) => index);
    const { metrics, values } = invocation((report) => {
      for (const delayMs of delays) report('event_advanced', { provider: 'tweed', delayMs });
    });
    expect(metrics).toHaveLength(3);
    const valuesOf = (name: string) => values.filter((one) => one.name === name).map(({ value }) => value);
    expect(valuesOf('Delay')).toEqual(delays);
    // In total and by provider.
    expect(valuesOf('Advanced')).toEqual([201, 201]);
  });
});

describe('The log of an invocation', () => {
  it('is separate from the log of every other invocation', () => {
    const lines: string[] = [];
    const begin = () => startInvocationLog({ namespace, write: (line) => lines.push(line) });
    const [one, other] = [begin(), begin()];
    one.report('event_advanced', { provider: 'inqud' });
    other.report('event_advanced', { provider: 'tweed' });
    other.flush();
    expect(metricsIn(lines.join('')).map(({ dimensions }) => dimensions)).toEqual([
      {},
      { provider: 'tweed' },
    ]);
  });

  it('writes the metrics of a report that comes after the end, and nothing twice', () => {
    const lines: string[] = [];
    const { report, flush } = startInvocationLog({ namespace, write: (line) => lines.push(line) });
    report('event_advanced', { provider: 'inqud' });
    flush();
    report('delivery_unavailable', { provider: 'inqud' });
    flush();
    expect(metricsIn(lines.join('')).map(({ name }) => name)).toEqual([
      'Advanced',
      'Advanced',
      'Unavailable',
    ]);
  });

  it('does not throw if nothing can be written, so that it cannot change the outcome of a webhook', () => {
    const broken = (): never => {
      throw new Error('EPIPE');
    };
    const { report, flush } = startInvocationLog({ namespace, write: broken });
    expect(() => report('event_advanced', applied)).not.toThrow();
    expect(flush).not.toThrow();
  });
});
