/** By which fields of a signal a metric is told apart; each list makes one time series a combination of values. */
type DimensionSets = readonly (readonly ('provider' | 'reason')[])[];

const byProvider: DimensionSets = [['provider']];
/** Also in total: an alarm watches one time series, and must not have to know the providers. */
const inTotal: DimensionSets = [[], ['provider']];
const inTotalAndByReason: DimensionSets = [[], ['provider', 'reason']];

export interface Metric {
  /** Of what is measured; what is counted has none. */
  readonly unit?: 'Milliseconds';
  readonly by: DimensionSets;
}

/**
 * Everything that is counted or measured. A time series costs money for every hour in which it has a value, so
 * a metric has a total only where an alarm compares it, and reasons only where they are few and all ours. What AWS
 * counts at no cost, the requests and the messages sent to the queue, is not counted here again.
 */
export const metrics = {
  Unsigned: { by: byProvider },
  Refused: { by: inTotalAndByReason },
  NoSecret: { by: inTotal },
  Unavailable: { by: byProvider },
  Advanced: { by: byProvider },
  Duplicate: { by: byProvider },
  Late: { by: byProvider },
  Ignored: { by: byProvider },
  Conflict: { by: inTotal },
  UnknownStatus: { by: inTotal },
  Review: { by: inTotal },
  DeadLettered: { by: byProvider },
  Failed: { by: inTotal },
  /** From arrival at the edge to the row. */
  Delay: { unit: 'Milliseconds', by: byProvider },
  /** From the provider's own time of the event to the row: its queue, its retries and ours. */
  Age: { unit: 'Milliseconds', by: byProvider },
} satisfies Record<string, Metric>;

export type MetricName = keyof typeof metrics;
