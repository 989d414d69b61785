import { readServiceDefinition } from '../../service/service-definition.ts';
import { type Prices, virginia } from '../prices.ts';
import { BATCH_SIZE } from './ordinary-traffic.ts';
import { ordinaryRun, type RunDurations } from './run-durations.ts';

/** What the price of a webhook depends on, beside the webhook. */
export interface Circumstances {
  readonly prices: Prices;
  readonly memoryMb: { readonly ingest: number; readonly consume: number };
  readonly run: RunDurations;
  /** Messages in a run of consume: ten under load, one where webhooks are rare. */
  readonly batch: number;
  /** Over how many webhooks is spread what costs the same every month. */
  readonly millionsAMonth: number;
}

/** As deployed, under load, ten million webhooks a month, in us-east-1. */
export function ordinaryCircumstances(): Circumstances {
  const { functions } = readServiceDefinition('.');
  const memoryOf = (name: string): number => functions[name]?.memoryMb ?? Number.NaN;
  return {
    prices: virginia,
    memoryMb: { ingest: memoryOf('ingest'), consume: memoryOf('consume') },
    run: ordinaryRun,
    batch: BATCH_SIZE,
    millionsAMonth: 10,
  };
}
