import { type Metric, type MetricName, metrics } from '../../app/metrics.ts';

/** So many values of a metric CloudWatch takes out of one line. */
const VALUES_A_LINE = 100;

/** A count is one number; of what is measured there is each value. */
type Member = readonly [name: MetricName, value: number | readonly number[]];

/**
 * What makes metrics of values, with no call and no library: CloudWatch reads them out of lines of the log
 * (embedded metric format, https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html).
 *
 * @param namespace one for each stage
 * @param timestamp milliseconds since the epoch
 * @returns for each line what to put at its top level, beside the dimensions; several lines only where there are
 *          more values than go into one
 */
export function embeddedMetrics(
  namespace: string,
  timestamp: number,
  values: ReadonlyMap<MetricName, readonly number[]>,
): readonly Readonly<Record<string, unknown>>[] {
  const parts = [...values].map(([name, numbers]) => [name, partsOf(name, numbers)] as const);
  const lines = Math.max(...parts.map(([, each]) => each.length));
  return Array.from({ length: lines }, (_, line) => {
    const members = parts.flatMap(([name, each]): Member[] => {
      const value = each[line];
      return value === undefined ? [] : [[name, value]];
    });
    return {
      ...Object.fromEntries(members),
      _aws: { Timestamp: timestamp, CloudWatchMetrics: directivesFor(namespace, members) },
    };
  });
}

function partsOf(name: MetricName, numbers: readonly number[]): readonly (number | readonly number[])[] {
  const { unit }: Metric = metrics[name];
  if (!unit) return [numbers.reduce((sum, number) => sum + number, 0)];
  return Array.from({ length: Math.ceil(numbers.length / VALUES_A_LINE) }, (_, part) =>
    numbers.slice(part * VALUES_A_LINE, (part + 1) * VALUES_A_LINE),
  );
}

/** Metrics that are told apart in the same ways share a directive. */
const directivesFor = (namespace: string, members: readonly Member[]) =>
  [...Map.groupBy(members, ([name]) => metrics[name].by)].map(([by, alike]) => ({
    Namespace: namespace,
    Dimensions: by,
    Metrics: alike.map(([name]) => {
      const { unit }: Metric = metrics[name];
      return { Name: name, ...(unit && { Unit: unit }) };
    }),
  }));
