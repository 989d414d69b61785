/**
 * Ends with exit code 1 and one sentence if what only contributors need is not installed. npm runs this file before the
 * scripts in package.json that need it.
 */
import './check-node.mjs';
import { existsSync } from 'node:fs';

/** One of the packages that `npm ci --omit=dev` leaves out. */
const ONE_OF_THEM = new URL('../node_modules/@biomejs/biome', import.meta.url);

if (!existsSync(ONE_OF_THEM)) {
  console.error('This command needs packages that --omit=dev leaves out. To install them, run: npm ci');
  process.exit(1);
}
