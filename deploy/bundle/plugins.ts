import { leanSdk } from './lean-sdk.ts';
import { plainBuiltins } from './plain-builtins.ts';

/** What serverless.yml names under `custom.esbuild.plugins`; serverless-esbuild wants a default export. */
// biome-ignore lint/style/noDefaultExport: the tool demands it
export default [leanSdk, plainBuiltins];
