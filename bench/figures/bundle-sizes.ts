import type { Bench } from '../bench.ts';
import { atMost, type Figure, figure, type Goal } from '../figure.ts';
import { type Bundle, bundles } from '../kit/deployed-bundle.ts';

const KILOBYTE = 1_000;

export const bundleSizes: Bench = {
  name: 'bundles',
  about: 'the size of what is deployed; compared with bare handlers and Powertools',
  inShortForm: true,
  async run() {
    const { ingest, consume, bareIngest, bareConsume, powertools } = await bundles();
    return [
      size('ingest bundle', ingest, bareIngest, atMost(75)),
      size('consume bundle', consume, bareConsume),
      size('consume bundle, against Powertools', consume, powertools),
    ];
  },
};

const size = (name: string, own: Bundle, other: Bundle, goal?: Goal): Figure =>
  figure(name, 'kB gzip', own.gzipBytes / KILOBYTE, { baseline: other.gzipBytes / KILOBYTE, goal });
