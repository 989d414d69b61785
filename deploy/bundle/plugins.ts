import { leanSdk } from './lean-sdk.ts';
import { plainBuiltins } from './plain-builtins.ts';

/** The value of `custom.esbuild.plugins` in serverless.yml. */
// biome-ignore lint/style/noDefaultExport: serverless-esbuild takes a default export.
export default [leanSdk, plainBuiltins];
