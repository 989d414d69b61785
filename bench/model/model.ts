import { type MeasuredEvents, measureEvents } from '../publishing/measured-events.ts';
import {
  notifyRun,
  ordinaryRun,
  publishRun,
  type RunDurations,
  type RunsBySize,
  type SlowDurations,
  slowRun,
} from './assumptions.ts';
import { type Deployment, readDeployment } from './deployment.ts';
import { type MeasuredWebhook, measureWebhook } from './measured-webhook.ts';
import { type Prices, virginia } from './prices.ts';

/** Everything that cost and limits are computed from: the bills, limits.ts and demand.ts take it. */
export interface Model {
  /** Measured on our own code. */
  readonly webhook: MeasuredWebhook;
  readonly events: MeasuredEvents;
  /** Read from serverless.yml. */
  readonly deployment: Deployment;
  /** Assumed: for costs, and for limits. */
  readonly ordinaryRun: RunDurations;
  readonly slowRun: SlowDurations;
  readonly publishRun: RunsBySize;
  readonly notifyRun: RunsBySize;
  readonly prices: Prices;
}

/** The model of what is deployed, at the prices of us-east-1. */
export async function buildModel(): Promise<Model> {
  const deployment = readDeployment();
  const webhook = await measureWebhook(deployment.batchSize);
  const events = await measureEvents(deployment.batchSize);
  return { webhook, events, deployment, ordinaryRun, slowRun, publishRun, notifyRun, prices: virginia };
}
