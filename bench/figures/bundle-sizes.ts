import type { Bench } from '../bench.ts';
import { atMost, type Figure, figure, type Goal } from '../figure.ts';
import { type Bundle, bundles } from '../kit/deployed-bundle.ts';

const KILOBYTE = 1_000;

export const bundleSizes: Bench = {
  name: 'bundles',
  about: 'the size of what is deployed; compared with bare handlers, Powertools and two providers',
  inShortForm: true,
  async run() {
    const { ingest, twoIngest, bareIngest, consume, twoConsume, bareConsume, powertools } = await bundles();
    const { publish, barePublish, notify } = await bundles();
    return [
      size('ingest bundle', ingest, bareIngest, atMost(75)),
      size('ingest bundle, against two providers', ingest, twoIngest, atMost(1.1, 'ratio')),
      size('consume bundle', consume, bareConsume),
      size('consume bundle, against two providers', consume, twoConsume),
      size('consume bundle, against Powertools', consume, powertools),
      size('publish bundle', publish, barePublish),
      figure('notify bundle', 'kB gzip', notify.gzipBytes / KILOBYTE),
    ];
  },
};

const size = (name: string, own: Bundle, other: Bundle, goal?: Goal): Figure =>
  figure(name, 'kB gzip', own.gzipBytes / KILOBYTE, { baseline: other.gzipBytes / KILOBYTE, goal });
