import type { Plugin } from 'esbuild';

/**
 * An esbuild plugin that loads Node's own modules with `process.getBuiltinModule` instead of `import`.
 *
 * An import reads every export of a built-in module, also the ones that Node loads only on first use: WebSocket in
 * `node:http` (20 ms), Web Crypto in `node:crypto`, the standard streams in `node:process`.
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
