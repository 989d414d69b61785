import { type MetricName, metrics } from '../app/metrics.ts';
import { type SignalCode, type SignalFields, signals } from '../app/signals.ts';

/** Stands in for a provider that is not known, so that no sender can make up time series. */
const NO_PROVIDER = 'none';

/**
 * What turns a log line into metrics as well, with no call and no library: CloudWatch reads the values out of the
 * line itself (embedded metric format, https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html).
 *
 * @param namespace one for each stage
 * @param timestamp milliseconds since the epoch
 * @returns members to put at the top level of the line: metadata, dimensions and values
 */
export function embeddedMetrics(
  namespace: string,
  code: SignalCode,
  fields: SignalFields,
  timestamp: number,
): Record<string, unknown> {
  const values = valuesOf(code, fields);
  const groups = Map.groupBy(values.keys(), (name) => metrics[name].by);
  const directives = [...groups].map(([by, names]) => ({
    Namespace: namespace,
    Dimensions: by,
    Metrics: names.map((name) => ({ Name: name, Unit: metrics[name].unit })),
  }));
  const tellsReasons = [...groups.keys()].flat(2).includes('reason');
  return {
    provider: fields.provider ?? NO_PROVIDER,
    ...(tellsReasons && { reason: fields.reason ?? code }),
    ...Object.fromEntries(values),
    _aws: { Timestamp: timestamp, CloudWatchMetrics: directives },
  };
}

function valuesOf(code: SignalCode, { delayMs, ageMs }: SignalFields): Map<MetricName, number> {
  const values = new Map<MetricName, number>(signals[code].counts.map((name) => [name, 1]));
  if (delayMs !== undefined) values.set('Delay', delayMs);
  if (ageMs !== undefined) values.set('Age', ageMs);
  return values;
}
