import type { Plugin } from 'esbuild';

/**
 * An esbuild plugin that takes Node's own modules by `process.getBuiltinModule` and not by `import`.
 *
 * An import reads every export of a built-in module, also those that are loaded only when somebody reads them: of
 * `node:http` that is all of WebSocket (20 ms), of `node:crypto` Web Crypto, of `node:process` the standard streams.
 */
export const plainBuiltins: Plugin = {
  name: 'plain-builtins',
  setup(build) {
    build.onResolve({ filter: /^node:/ }, ({ path }) => ({ path, namespace: 'builtin' }));
    build.onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule(${JSON.stringify(path)});`,
      loader: 'js',
    }));
  },
};
