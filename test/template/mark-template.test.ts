import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TEMPLATE_HASH_OUTPUT, templateHash } from '../../service/template/template-hash.ts';
import { compileTemplate } from './compiled-template.ts';

const template = await compileTemplate(['--stage', 'test']);

it('A deployment puts the hash of the files that made its template into the outputs of the stack', () => {
  expect(template.outputs).toContain(TEMPLATE_HASH_OUTPUT);
  expect(template.text).toContain(`"Value": "${templateHash('.', 'test')}"`);
});

describe('The hash of the files of a template', () => {
  /** Returns the hashes before and after a change to a copy of the files. */
  async function hashesAround(change: (directory: string) => Promise<void>) {
    const directory = await mkdtemp(join(tmpdir(), 'checkout-webhooks-hash-'));
    try {
      await cp('serverless.yml', join(directory, 'serverless.yml'));
      await cp('resources', join(directory, 'resources'), { recursive: true });
      await cp('resources', join(directory, 'stages'), { recursive: true });
      const before = templateHash(directory, 'prod');
      await change(directory);
      return { before, after: templateHash(directory, 'prod') };
    } finally {
      await rm(directory, { recursive: true });
    }
  }

  it.each(['serverless.yml', 'resources/alarms.yml', 'stages/prod.yml'])('changes with %s', async (file) => {
    const { before, after } = await hashesAround((directory) => writeFile(join(directory, file), 'changed'));
    expect(after).not.toBe(before);
  });

  it.each(['stages/staging.yml', 'README.md'])('does not change with %s', async (file) => {
    const { before, after } = await hashesAround((directory) => writeFile(join(directory, file), 'changed'));
    expect(after).toBe(before);
  });

  it('is undefined where the files are not', () => {
    expect(templateHash(tmpdir(), 'prod')).toBe(undefined);
  });
});
