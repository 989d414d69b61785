import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Asset {
  readonly type: string;
  readonly text: string;
}

/** The files that pages load. `scripts/package/bundle-cli.ts` copies them beside the bundle. */
const types = {
  'console.css': 'text/css; charset=utf-8',
  'live.js': 'text/javascript; charset=utf-8',
  'icon.svg': 'image/svg+xml',
} as const;

/** Reads a file that lies beside this one, in the sources and in the bundle. Undefined for any other name. */
export function readAsset(name: string): Asset | undefined {
  for (const [file, type] of Object.entries(types))
    if (file === name) return { type, text: readFileSync(join(import.meta.dirname, file), 'utf8') };
  return undefined;
}
