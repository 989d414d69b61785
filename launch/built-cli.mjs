/**
 * Runs the bundle of the CLI that `npm run build` writes. An old Node must be able to read this file, so it keeps to the
 * syntax of Node 12. It gets Node's own modules without `import`, which takes longer than everything else here.
 */
const project = `${import.meta.dirname}/..`;
const dist = `${project}/dist`;

/** Runs the bundle in this process. @returns false if there is none that fits the sources and this Node */
export function runBuiltCli() {
  // Node 20.16 and 22.3 are the first versions with this function.
  if (!process.getBuiltinModule) return false;
  const module = process.getBuiltinModule('node:module');
  // Compiling the same files again would take a third of the time of a command.
  if (module.enableCompileCache) module.enableCompileCache();
  if (!isUpToDate(process.getBuiltinModule('node:fs'))) return false;
  module.createRequire(import.meta.url)(`${dist}/cli.cjs`);
  return true;
}

/**
 * Whether every source of the bundle has the size and the time that it had when the bundle was built.
 * @param {typeof import('node:fs')} fs
 */
function isUpToDate({ readFileSync, statSync }) {
  try {
    /** @type {[path: string, size: number, mtimeMs: number][]} */
    const sources = JSON.parse(readFileSync(`${dist}/cli-sources.json`, 'utf8'));
    return sources.every(([path, size, mtimeMs]) => {
      const found = statSync(`${project}/${path}`);
      return found.size === size && found.mtimeMs === mtimeMs;
    });
  } catch (_error) {
    return false;
  }
}
