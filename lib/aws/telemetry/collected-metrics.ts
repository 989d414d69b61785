import { type Metric, type MetricName, metrics } from '../../app/metrics.ts';
import { type Signal, type SignalCode, type SignalFields, signals } from '../../app/signals.ts';
import { embeddedMetrics } from './embedded-metrics.ts';

/** Stands in for a provider that is not known, so that no sender can make up time series. */
const NO_PROVIDER = 'none';

type Dimensions = Readonly<Record<string, string>>;

/** What was counted and measured under the same dimensions. */
interface Group {
  readonly dimensions: Dimensions;
  readonly values: Map<MetricName, number[]>;
}

/** Counts and durations of signals, until their lines are taken. */
export class CollectedMetrics {
  readonly #groups = new Map<string, Group>();

  add(code: SignalCode, fields: SignalFields): void {
    const { counts }: Signal = signals[code];
    const put = (name: MetricName, value: number) => this.#put(dimensionsOf(name, code, fields), name, value);
    if (counts) put(counts, 1);
    if (fields.delayMs !== undefined) put('Delay', fields.delayMs);
    if (fields.ageMs !== undefined) put('Age', fields.ageMs);
  }

  /** Members of one line for each combination of dimensions; what they tell is not kept. */
  take(namespace: string, timestamp: number): readonly Readonly<Record<string, unknown>>[] {
    const groups = [...this.#groups.values()];
    this.#groups.clear();
    return groups.flatMap(({ dimensions, values }) =>
      embeddedMetrics(namespace, timestamp, values).map((members) => ({ ...dimensions, ...members })),
    );
  }

  #put(dimensions: Dimensions, name: MetricName, value: number): void {
    const key = JSON.stringify(dimensions);
    const group = this.#groups.get(key) ?? { dimensions, values: new Map<MetricName, number[]>() };
    const values = group.values.get(name) ?? [];
    values.push(value);
    group.values.set(name, values);
    this.#groups.set(key, group);
  }
}

function dimensionsOf(name: MetricName, code: SignalCode, { provider, reason }: SignalFields): Dimensions {
  const { by }: Metric = metrics[name];
  return {
    provider: provider ?? NO_PROVIDER,
    ...(by.flat().includes('reason') && { reason: reason ?? code }),
  };
}
