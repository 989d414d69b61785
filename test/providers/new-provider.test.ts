import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { providers } from '../../lib/providers/registry.ts';
import { FILL_IN, providerFiles, registerIn } from '../../scripts/providers/provider-files.ts';

const NAME = 'mollie';

describe('npm run new-provider', () => {
  it('adds an import and an entry at the end of the registry, and changes nothing else', () => {
    const registry = readFileSync('lib/providers/registry.ts', 'utf8');
    const changed = registerIn(registry, 'mollie');
    expect(changed).toContain("import { mollie } from './mollie.ts';\n");
    const list = /providers: readonly Provider\[\] = \[([^\]]*)\]/.exec(changed)?.[1] ?? '';
    expect(list.split(',').map((name) => name.trim())).toEqual([
      ...providers.map(({ name }) => name),
      'mollie',
    ]);
    expect(registerIn('export const providers: readonly Provider[] = [inqud];', 'mollie')).toContain(
      '[inqud, mollie]',
    );
  });

  it('writes one file of code, a folder of fixtures and a page, each marked where it must be filled in', () => {
    const files = providerFiles(NAME);
    expect(Object.keys(files)).toEqual([
      'lib/providers/mollie.ts',
      'test/fixtures/mollie/paid.json',
      'test/fixtures/mollie/expected.json',
      `docs/providers/${NAME}.md`,
    ]);
    expect(files['lib/providers/mollie.ts']).toContain(FILL_IN);
    expect(files[`docs/providers/${NAME}.md`]).toContain(FILL_IN);
    for (const text of Object.values(files)) expect(text).not.toMatch(/\{(name|title)\}/);
  });
});
