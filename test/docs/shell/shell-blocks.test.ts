import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { commandsIn, shellBlocks, shellBlocksIn } from './shell-blocks.ts';

const WORDS_IN_A_REASON = 4;
const gates = readFileSync('.ci/run', 'utf8').replaceAll('npm run -s', 'npm run');

/** `npm run deployed && npm test` are two commands. */
const partsOf = (command: string): readonly string[] => command.split(' && ');

describe('Every shell block of a document', () => {
  it('is marked `sh`, so that a test can find it', () => {
    const others = /^ *```(bash|shell|console|zsh)$/m;
    for (const { document } of shellBlocks)
      expect(readFileSync(document, 'utf8'), document).not.toMatch(others);
  });

  it('that is not run gives a reason', () => {
    for (const { document, line, notRun } of shellBlocks) {
      if (notRun === undefined) continue;
      expect(notRun.split(' ').length, `${document}:${line}`).toBeGreaterThanOrEqual(WORDS_IN_A_REASON);
    }
  });

  it('that is marked as run by .ci/run has only commands of .ci/run', () => {
    for (const block of shellBlocks) {
      if (!block.isRunByCi) continue;
      for (const command of commandsIn(block).flatMap(partsOf))
        expect(gates, `${block.document}:${block.line}`).toMatch(new RegExp(`\\b${command}$`, 'm'));
    }
  });

  it('has a comment before it that is a known mark, or none', () => {
    const marks: string[] = [];
    for (const { document } of shellBlocks) {
      const before = readFileSync(document, 'utf8').matchAll(/<!-- ((?:not )?run.*?) -->/gs);
      for (const [, mark = ''] of before) marks.push(mark);
    }
    expect(marks.filter((mark) => !/^not run: ./.test(mark) && mark !== 'run by .ci/run')).toEqual([]);
  });
});

it('A block is read with its line and its mark', () => {
  const text =
    'Text\n\n<!-- not run: it needs an account -->\n```sh\nnpm ci # all\naws a \\\n  b\n```\n\n```sh\nls\n```\n';
  const [first, second] = shellBlocksIn({ path: 'a.md', text });
  expect(first).toMatchObject({ line: 4, notRun: 'it needs an account' });
  expect(commandsIn(first ?? { text: '' })).toEqual(['npm ci', 'aws a b']);
  expect(second).toEqual({ document: 'a.md', line: 10, text: 'ls\n', isRunByCi: false });
});
