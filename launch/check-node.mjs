/**
 * Ends with exit code 1 and one sentence on an old Node. A script in package.json runs this file before it starts Node
 * with other options, and Serverless loads it before its plugins in TypeScript.
 */
import { isNodeRecent, oldNodeMessage } from './launch.mjs';

if (!isNodeRecent) {
  console.error(oldNodeMessage());
  process.exit(1);
}

/** A plugin that does nothing. */
// biome-ignore lint/style/noDefaultExport: Serverless takes a plugin's default export.
export default class CheckNode {}
