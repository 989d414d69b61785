import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { zipFile } from '../../../deploy/bundle/zip-file.ts';
import { whyMissing } from '../../why-missing.ts';

const whyNot = whyMissing(['python3', '--version']);

import BundleFunctions from '../../../deploy/bundle-functions.ts';

describe('Packaging the functions', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'service-'));
    await symlink(resolve('functions'), join(directory, 'functions'));
  });
  afterEach(() => rm(directory, { recursive: true }));

  it.skipIf(whyNot)(
    'hands over one module and its source map, the same bytes for the same code',
    async () => {
      const first = await packaged(directory);
      const content = execFileSync('python3', ['-m', 'zipfile', '-l', first.path], { encoding: 'utf8' });
      expect(content).toMatch(/functions\/ingest\.mjs +1980-01-01/);
      expect(content).toMatch(/functions\/ingest\.mjs\.map +1980-01-01/);
      expect(content.trimEnd().split('\n')).toHaveLength(3);
      expect((await packaged(directory)).bytes.equals(first.bytes)).toBe(true);
    },
  );
});

async function packaged(serviceDir: string) {
  const ingest: { handler: string; package?: { artifact?: string } } = {
    handler: 'functions/ingest.handler',
  };
  const service = { getAllFunctions: () => ['ingest'], getFunction: () => ingest };
  await new BundleFunctions({ serviceDir, service }).hooks['before:package:createDeploymentArtifacts']?.();
  const path = join(serviceDir, ingest.package?.artifact ?? 'none');
  return { path, bytes: await readFile(path) };
}

describe('A zip file', () => {
  const entries = [
    { name: 'b/é.txt', content: Buffer.from('second') },
    { name: 'a.txt', content: Buffer.alloc(100_000, 'first') },
    { name: 'c.txt', content: Buffer.alloc(0) },
  ];

  it('is the same for files in another order', () => {
    expect(zipFile(entries.toReversed()).equals(zipFile(entries))).toBe(true);
  });

  it.skipIf(whyNot)('is read by another program, which checks every file', () => {
    const check = `
import io, sys, zipfile
archive = zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read()))
assert archive.testzip() is None
for entry in archive.infolist():
  print(entry.filename, entry.file_size, oct(entry.external_attr >> 16), archive.read(entry)[:6].decode())`;
    const read = execFileSync('python3', ['-c', check], { input: zipFile(entries), encoding: 'utf8' });
    expect(read).toBe('a.txt 100000 0o100644 firstf\nb/é.txt 6 0o100644 second\nc.txt 0 0o100644 \n');
  });
});
