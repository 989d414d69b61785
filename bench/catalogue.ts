import type { Bench } from './bench.ts';
import { bundleSizes } from './figures/bundle-sizes.ts';
import { cost } from './figures/cost.ts';
import { endToEnd } from './figures/end-to-end.ts';
import { firstInvocation } from './figures/first-invocation.ts';
import { growth } from './figures/growth.ts';
import { imports } from './figures/imports.ts';
import { ingestWarm } from './figures/ingest-warm.ts';
import { memory } from './figures/memory.ts';
import { rate } from './figures/rate.ts';
import { writeUnitsBench } from './figures/requests-and-units.ts';
import { throughput } from './figures/throughput.ts';
import { verify } from './figures/verify.ts';

/** Every part of the bench, in the order in which it runs. */
export const catalogue: readonly Bench[] = [
  bundleSizes,
  writeUnitsBench,
  cost,
  verify,
  imports,
  firstInvocation,
  ingestWarm,
  throughput,
  memory,
  endToEnd,
  rate,
  growth,
];
