/** The dimension sets of a metric. Each combination of values in each set is one time series. */
type DimensionSets = readonly (readonly ('provider' | 'reason')[])[];

const byProvider: DimensionSets = [['provider']];
/** The total is for alarms: an alarm watches one time series, and should not have to list the providers. */
const inTotal: DimensionSets = [[], ['provider']];
const inTotalAndByReason: DimensionSets = [[], ['provider', 'reason']];

export interface Metric {
  /** The unit of a measured metric. A counted metric has none. */
  readonly unit?: 'Milliseconds';
  readonly by: DimensionSets;
}

/**
 * Everything that is counted or measured. A time series costs money for every hour in which it has a value, so a
 * metric has a total only where an alarm uses it, and is split by reason only where the reasons are few and all ours.
 * AWS counts requests and messages sent to the queue at no cost, so they are not counted again.
 */
export const metrics = {
  Unsigned: { by: byProvider },
  Refused: { by: inTotalAndByReason },
  NoSecret: { by: inTotal },
  Unavailable: { by: byProvider },
  Advanced: { by: inTotal },
  Duplicate: { by: byProvider },
  Late: { by: byProvider },
  Ignored: { by: inTotal },
  Conflict: { by: inTotal },
  UnknownStatus: { by: inTotal },
  Review: { by: inTotal },
  DeadLettered: { by: byProvider },
  Failed: { by: inTotal },
  /** Events that could not be published yet. */
  PublishFailed: { by: inTotal },
  /** Changes that can never be published. */
  Unreadable: { by: byProvider },
  /** Events that the merchant's endpoint has accepted. */
  Notified: { by: byProvider },
  NotifyFailed: { by: byProvider },
  NotifyDeadLettered: { by: byProvider },
  EndpointGone: { by: inTotal },
  /** From the arrival at API Gateway to the write of the row. */
  Delay: { unit: 'Milliseconds', by: byProvider },
  /** From the provider's own time of the event to the write of the row: its queue, its retries and ours. */
  Age: { unit: 'Milliseconds', by: byProvider },
} satisfies Record<string, Metric>;

export type MetricName = keyof typeof metrics;
