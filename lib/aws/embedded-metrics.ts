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
  const carried = Object.entries(metrics).filter(([name]) => name in values);
  const directives = [...Map.groupBy(carried, ([, { by }]) => by)].map(([by, members]) => ({
    Namespace: namespace,
    Dimensions: by,
    Metrics: members.map(([name, metric]) => ({
      Name: name,
      ...('unit' in metric && { Unit: metric.unit }),
    })),
  }));
  const tellsReasons = carried.some(([, { by }]) => by.flat().includes('reason'));
  return {
    provider: fields.provider ?? NO_PROVIDER,
    ...(tellsReasons && { reason: fields.reason ?? code }),
    ...values,
    _aws: { Timestamp: timestamp, CloudWatchMetrics: directives },
  };
}

const valuesOf = (
  code: SignalCode,
  { delayMs, ageMs }: SignalFields,
): Partial<Record<MetricName, number>> => ({
  ...signals[code].counts,
  ...(delayMs !== undefined && { Delay: delayMs }),
  ...(ageMs !== undefined && { Age: ageMs }),
});
