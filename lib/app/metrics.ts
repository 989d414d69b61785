/** By which fields of a signal a metric is told apart; each list makes one time series a combination of values. */
export type DimensionSets = readonly (readonly ('provider' | 'reason')[])[];

const byProvider: DimensionSets = [['provider']];
/** Also in total: an alarm watches one time series, and must not have to know the providers. */
const inTotal: DimensionSets = [[], ['provider']];
const inTotalAndByReason: DimensionSets = [[], ['provider', 'reason']];

interface Metric {
  readonly unit: 'Count' | 'Milliseconds';
  readonly by: DimensionSets;
}

/**
 * Everything that is counted or measured. A time series costs money for every hour in which it has a value, so
 * a metric has a total only where an alarm watches it, and reasons only where they are few and all ours.
 */
export const metrics = {
  Received: { unit: 'Count', by: byProvider },
  Queued: { unit: 'Count', by: inTotal },
  Unsigned: { unit: 'Count', by: byProvider },
  Refused: { unit: 'Count', by: inTotalAndByReason },
  NoSecret: { unit: 'Count', by: inTotal },
  Unavailable: { unit: 'Count', by: byProvider },
  Advanced: { unit: 'Count', by: byProvider },
  Duplicate: { unit: 'Count', by: byProvider },
  Late: { unit: 'Count', by: byProvider },
  Ignored: { unit: 'Count', by: byProvider },
  Conflict: { unit: 'Count', by: inTotal },
  UnknownStatus: { unit: 'Count', by: inTotal },
  Review: { unit: 'Count', by: inTotal },
  DeadLettered: { unit: 'Count', by: byProvider },
  Failed: { unit: 'Count', by: inTotal },
  /** From arrival at the edge to the row. */
  Delay: { unit: 'Milliseconds', by: byProvider },
  /** From the provider's own time of the event to the row: its queue, its retries and ours. */
  Age: { unit: 'Milliseconds', by: byProvider },
} satisfies Record<string, Metric>;

export type MetricName = keyof typeof metrics;
