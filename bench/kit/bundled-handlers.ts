import { type Bundle, defaultBundle, deployedBundle } from './deployed-bundle.ts';

type Name = 'ingest' | 'consume' | 'bareIngest' | 'bareConsume' | 'powertools';

let built: Promise<Readonly<Record<Name, Bundle>>> | undefined;

/** Our handlers as they are deployed, and the peers' as they come; built once. */
export function bundles(): Promise<Readonly<Record<Name, Bundle>>> {
  built ??= buildAll();
  return built;
}

const buildAll = async () => ({
  ingest: await deployedBundle('functions/ingest.ts'),
  consume: await deployedBundle('functions/consume.ts'),
  bareIngest: await defaultBundle('bench/peers/bare-ingest.ts'),
  bareConsume: await defaultBundle('bench/peers/bare-consume.ts'),
  powertools: await defaultBundle('bench/peers/powertools-consume.ts'),
});
