import { type LogCode, type LogCodeDefinition, type LogFields, logCodes } from '../../app/log-codes.ts';
import { type Metric, type MetricName, metrics } from '../../app/metrics.ts';

/** Replaces a provider that is not known, so that a sender cannot create time series. */
const NO_PROVIDER = 'none';

/** CloudWatch reads up to 100 values of a metric from one line. */
const VALUES_PER_LINE = 100;

type Dimensions = Readonly<Record<string, string>>;

/** The values of each metric under the same dimensions. A counted metric has a 1 for every count. */
interface Group {
  readonly dimensions: Dimensions;
  readonly values: Map<MetricName, number[]>;
}

/** The part of a group that goes into one line: the total of a counted metric, every value of a measured one. */
type LineValues = ReadonlyMap<MetricName, number | readonly number[]>;

/**
 * Collects counts and durations, and writes them as metrics without a call and without a library: CloudWatch reads
 * them from lines of the log in the embedded metric format.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export class EmbeddedMetrics {
  readonly #groups = new Map<string, Group>();

  add(code: LogCode, fields: LogFields): void {
    const { counts }: LogCodeDefinition = logCodes[code];
    if (counts) this.#put(counts, 1, code, fields);
    if (fields.delayMs !== undefined) this.#put('Delay', fields.delayMs, code, fields);
    if (fields.ageMs !== undefined) this.#put('Age', fields.ageMs, code, fields);
  }

  #put(name: MetricName, value: number, code: LogCode, fields: LogFields): void {
    const dimensions = dimensionsOf(name, code, fields);
    const key = JSON.stringify(dimensions);
    const group = this.#groups.get(key) ?? { dimensions, values: new Map<MetricName, number[]>() };
    this.#groups.set(key, group);
    const values = group.values.get(name);
    if (values) values.push(value);
    else group.values.set(name, [value]);
  }

  /**
   * Returns the members of the lines for everything that was added, and forgets it.
   *
   * @param namespace the namespace of the metrics in CloudWatch, one for each stage
   * @param timestamp milliseconds since the epoch
   */
  take(namespace: string, timestamp: number): readonly Readonly<Record<string, unknown>>[] {
    const lines = [];
    for (const { dimensions, values } of this.#groups.values()) {
      for (const lineValues of splitIntoLines(values)) {
        const directives = directivesFor(namespace, lineValues.keys());
        const _aws = { Timestamp: timestamp, CloudWatchMetrics: directives };
        lines.push({ ...dimensions, ...Object.fromEntries(lineValues), _aws });
      }
    }
    this.#groups.clear();
    return lines;
  }
}

function dimensionsOf(
  name: MetricName,
  code: LogCode,
  { provider = NO_PROVIDER, reason = code }: LogFields,
): Dimensions {
  const isByReason = definitionOf(name).by.some((set) => set.includes('reason'));
  return isByReason ? { provider, reason } : { provider };
}

/** Nearly always one line. Only measured metrics with more values than fit into it need another. */
function splitIntoLines(values: Group['values']): readonly LineValues[] {
  const lines: LineValues[] = [];
  for (let start = 0; ; start += VALUES_PER_LINE) {
    const line = lineFrom(values, start);
    if (line.size === 0) return lines;
    lines.push(line);
  }
}

function lineFrom(values: Group['values'], start: number): LineValues {
  const line = new Map<MetricName, number | readonly number[]>();
  for (const [name, all] of values) {
    if (definitionOf(name).unit === undefined) {
      if (start === 0) line.set(name, all.length);
    } else if (start < all.length) {
      line.set(name, all.slice(start, start + VALUES_PER_LINE));
    }
  }
  return line;
}

/** Tells CloudWatch which members are metrics. Metrics with the same dimension sets share a directive. */
const directivesFor = (namespace: string, names: Iterable<MetricName>) =>
  [...Map.groupBy(names, (name) => metrics[name].by)].map(([by, alike]) => ({
    Namespace: namespace,
    Dimensions: by,
    // A count has no unit, and JSON leaves out what is undefined.
    Metrics: alike.map((name) => ({ Name: name, Unit: definitionOf(name).unit })),
  }));

const definitionOf = (name: MetricName): Metric => metrics[name];
