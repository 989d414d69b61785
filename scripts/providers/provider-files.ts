import { readFileSync } from 'node:fs';

/** A word that stands where a person must write something. A test fails as long as a file of a provider has it. */
export const FILL_IN = 'FILL IN';

/** Returns the files of a new provider, by path: ready to run, and to be filled in. */
export function providerFiles(name: string): Readonly<Record<string, string>> {
  const title = name.charAt(0).toUpperCase() + name.slice(1);
  const filled = (template: string): string =>
    readFileSync(new URL(`templates/${template}`, import.meta.url), 'utf8')
      .replaceAll('{name}', name)
      .replaceAll('{title}', title);
  return {
    [`lib/providers/${name}.ts`]: filled('provider.txt'),
    [`test/fixtures/${name}/paid.json`]: `${JSON.stringify(sampleBody, null, 2)}\n`,
    [`test/fixtures/${name}/expected.json`]: `${JSON.stringify(expectedOfSample, null, 2)}\n`,
    [`docs/providers/${name}.md`]: filled('page.txt'),
  };
}

/** Returns the text of lib/providers/registry.ts with one more provider at the end. */
export function registerIn(registry: string, name: string): string {
  const imported = `import { ${name} } from './${name}.ts';\n`;
  return registry
    .replace(/^import type/m, `${imported}import type`)
    .replace(/(\bproviders: readonly Provider\[\] = \[[^\]]*?),?(\s*\];)/, `$1, ${name}$2`);
}

const sampleBody = {
  id: 'co_1',
  status: 'paid',
  updatedAt: '2026-01-01T00:00:00Z',
  amount: '10.50',
  currency: 'EUR',
  metadata: { reference: 'order-1' },
};

const expectedOfSample = {
  paid: {
    kind: 'checkout',
    checkoutId: 'co_1',
    status: 'paid',
    state: 'succeeded',
    rank: 50,
    updatedAt: '2026-01-01T00:00:00.000000000Z',
    details: { amount: '10.50', currency: 'EUR', reference: `order-1` },
  },
};
