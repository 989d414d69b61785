import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { providers } from '../../lib/providers/registry.ts';
import { FILL_IN } from '../../scripts/providers/provider-files.ts';

it.each(providers.map(({ name }) => name))('Nothing is left to fill in for %s', (name) => {
  const folder = `test/fixtures/${name}`;
  const fixtures = readdirSync(folder).map((file) => `${folder}/${file}`);
  const open: string[] = [];
  for (const file of [`lib/providers/${name}.ts`, `docs/providers/${name}.md`, ...fixtures]) {
    readFileSync(file, 'utf8')
      .split('\n')
      .forEach((line, index) => {
        if (line.includes(FILL_IN)) open.push(`${file}:${index + 1} ${line.trim()}`);
      });
  }
  expect(open).toEqual([]);
});
