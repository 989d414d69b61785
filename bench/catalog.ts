import type { Bench } from './bench.ts';
import { bundleSizes } from './figures/bundle-sizes.ts';
import { consumeBatches } from './figures/consume-batches.ts';
import { cost } from './figures/cost.ts';
import { functionStart } from './figures/function-start.ts';
import { growth } from './figures/growth.ts';
import { ingestWarm } from './figures/ingest-warm.ts';
import { load } from './figures/load.ts';
import { providerImport } from './figures/provider-import.ts';
import { units } from './figures/requests-and-units.ts';
import { verify } from './figures/verify.ts';
import { notifyLatency } from './publishing/notify-latency.ts';
import { publishComputing } from './publishing/publish-computing.ts';
import { rate } from './publishing/rate.ts';

/** Every part of the bench, in the order in which it runs. */
export const catalog: readonly Bench[] = [
  bundleSizes,
  units,
  cost,
  verify,
  functionStart,
  providerImport,
  ingestWarm,
  consumeBatches,
  publishComputing,
  growth,
  rate,
  load,
  notifyLatency,
];
