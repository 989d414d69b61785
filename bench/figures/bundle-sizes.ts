import type { Bench } from '../bench.ts';
import { type Figure, figure } from '../figure.ts';
import { bundles } from '../kit/bundled-handlers.ts';

const KILOBYTE = 1_000;

export const bundleSizes: Bench = {
  name: 'bundles',
  about: 'bytes of what is deployed, gzip: bare handlers, Powertools',
  inShortForm: true,
  async run() {
    const { ingest, consume, bareIngest, bareConsume, powertools } = await bundles();
    return [
      size('ingest bundle', ingest, bareIngest, { of: 'value', atMost: 75 }),
      size('consume bundle', consume, bareConsume),
      size('consume bundle, against Powertools', consume, powertools),
    ];
  },
};

function size(
  name: string,
  own: { bytes: number; gzipBytes: number },
  other: { gzipBytes: number },
  goal?: Parameters<typeof figure>[0]['goal'],
): Figure {
  return figure({
    name,
    unit: 'kB gzip',
    value: own.gzipBytes / KILOBYTE,
    baseline: other.gzipBytes / KILOBYTE,
    note: `${Math.round(own.bytes / KILOBYTE)} kB before gzip`,
    ...(goal && { goal }),
  });
}
