import { mkdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { oldNode, whyNoOldNode } from './old-node.ts';
import { ProgramCopy } from './program-copy.ts';

const SOURCE = 'cli/checkouts.ts';
const NEW = "console.log('sources' as string);\n";

describe('The command of a clone', () => {
  let copy: ProgramCopy;
  const at = (path: string): string => join(copy.directory, path);
  const run = async (node = process.execPath) =>
    (await copy.run(node, './cli/checkouts.mjs', '--version')).stdout;

  beforeEach(async () => {
    copy = await ProgramCopy.make({ [SOURCE]: NEW });
    const { size, mtimeMs } = await stat(at(SOURCE));
    await mkdir(at('dist'));
    await writeFile(at('dist/cli.cjs'), "console.log('bundle');");
    await writeFile(at('dist/cli-sources.json'), JSON.stringify([[SOURCE, size, mtimeMs]]));
  });
  afterEach(() => copy.remove());

  it('runs the bundle while the sources are those that it was built from', async () => {
    expect(await run()).toBe('bundle\n');
  });

  it.each<[string, () => Promise<void>]>([
    ['a source was edited', () => writeFile(at(SOURCE), `${NEW}\n`)],
    ['a source was replaced by an older one of the same size', () => utimes(at(SOURCE), 0, 0)],
    ['the bundle was built from a file that is gone', () => addGoneSource(at('dist/cli-sources.json'))],
    ['nothing was built', () => rm(at('dist'), { recursive: true })],
    ['the list of sources is missing', () => rm(at('dist/cli-sources.json'))],
  ])('runs the sources when %s', async (_name, change) => {
    await change();
    expect(await run()).toBe('sources\n');
  });

  it.skipIf(whyNoOldNode)(`runs the bundle on Node 20 too, without a newer Node${whyNoOldNode}`, async () => {
    expect(await run(oldNode?.path)).toBe('bundle\n');
  });
});

const addGoneSource = (list: string): Promise<void> => writeFile(list, JSON.stringify([['gone.ts', 1, 1]]));
