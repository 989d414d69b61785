import { existsSync, readFileSync } from 'node:fs';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { functionOptions } from '../../../deploy/bundle/bundle-function.ts';
import { keptErrors, replacedModules } from '../../../deploy/bundle/replaced-modules.ts';
import { treeShakableSchemas } from '../../../deploy/bundle/tree-shakable-schemas.ts';

/** Returns the modules that are in the bundle of an entry file. */
async function modulesOf(entry: string): Promise<readonly string[]> {
  const { metafile } = await build({
    ...functionOptions,
    entryPoints: [entry],
    write: false,
    metafile: true,
    outdir: 'out',
  });
  const outputs = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.entries(inputs));
  return outputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => path);
}

describe('The SDK in the bundles', () => {
  it('still has every module that we replace, so that an update of the SDK cannot silently bring one back', () => {
    const gone = Object.keys(replacedModules).filter((module) => !existsSync(`node_modules/${module}`));
    expect(gone).toEqual([]);
  });

  it.each(['functions/ingest.ts', 'functions/consume.ts'])('has no unused part in %s', async (entry) => {
    const useless = /credential-provider-(ini|sso|process|web|http|login|imds)|nested-clients|xml-|mnemonist/;
    expect((await modulesOf(entry)).filter((path) => useless.test(path))).toEqual([]);
  });

  it('keeps the error classes that adapters check', () => {
    const adapters = ['dynamodb/dynamodb-checkout-store', 'secrets/ssm-secret-store'].map((name) =>
      readFileSync(`lib/aws/${name}.ts`, 'utf8'),
    );
    const names = adapters.flatMap((text) => [...text.matchAll(/instanceof (\w+)/g)].map(([, name]) => name));
    expect([...new Set(names)]).toEqual(['ConditionalCheckFailedException']);
    for (const name of names) expect(keptErrors.has(name ?? '')).toBe(true);
  });
});

describe('Tree-shakable schemas', () => {
  it('have plain keys, and register only the kept errors', () => {
    const schemas = [
      'const _e = "error";',
      'export var Kept$ = [-3, n0, _K, { [_e]: _c }, [other[_e]]];',
      'n0_registry.registerError(Kept$, Kept);',
      'export var Other$ = [-3, n0, _O, { [unknown]: _c }];',
      'n0_registry.registerError(Other$, Other);',
      '',
    ].join('\n');
    expect(treeShakableSchemas(schemas, new Set(['Kept'])).split('\n')).toEqual([
      'const _e = "error";',
      'export var Kept$ = [-3, n0, _K, { "error": _c }, [other[_e]]];',
      'n0_registry.registerError(Kept$, Kept);',
      'export var Other$ = [-3, n0, _O, { [unknown]: _c }];',
      '',
    ]);
  });
});
