import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { anchorsOf, codeWordsIn, type Document, documentAt, documents, linksIn } from './documents.ts';

const isOutside = (target: string): boolean => /^[a-z]+:/.test(target);

/** Says what is wrong with a link; undefined when it leads somewhere. */
function linkProblem(from: Document, target: string): string | undefined {
  const [file = '', anchor] = target.split('#');
  const path = file === '' ? from.path : normalize(join(dirname(from.path), file));
  if (!existsSync(path)) return `${from.path}: ${target}: no such file`;
  if (anchor === undefined) return undefined;
  if (anchorsOf(documentAt(path)).includes(anchor)) return undefined;
  return `${from.path}: ${target}: no such heading`;
}

const files = globSync('**/*', { exclude: (path) => /(^|\/)(node_modules|dist|reports|\.git)$/.test(path) });
const fileNames = new Set(files.map((path) => basename(path)));
const topFolders = new Set(files.map((path) => path.split('/')[0] ?? ''));

const PLACEHOLDER = /[<>{}*…$|]/;
const FILE_NAME = /^[\w.-]+\.(ts|md|yml|json|ya?ml|txt)$/;

/** Whether a word of code means a file or a folder of the project. */
function isPath(word: string): boolean {
  if (PLACEHOLDER.test(word)) return false;
  const [first = '', ...rest] = word.split('/');
  return FILE_NAME.test(word) || /^[\w.-]+\/$/.test(word) || (rest.length > 0 && topFolders.has(first));
}

/** The folders that commands write. They are not in the repository. */
const writtenFolders = new Set(readFileSync('.gitignore', 'utf8').split('\n'));

/** A path counts from the top of the project; a bare file name may be anywhere in it. */
const isThere = (path: string): boolean =>
  existsSync(path) || writtenFolders.has(path) || (!path.includes('/') && fileNames.has(path));

describe.each(documents.map((document) => [document.path, document] as const))('%s', (path, document) => {
  it('has only links that lead somewhere', () => {
    const problems = linksIn(document)
      .filter((target) => !isOutside(target))
      .map((target) => linkProblem(document, target));
    expect(problems.filter((problem) => problem !== undefined)).toEqual([]);
  });

  it('names only files and folders that exist', () => {
    const missing = codeWordsIn(document).filter((word) => isPath(word) && !isThere(word));
    expect(missing).toEqual([]);
  });

  it('names only npm scripts that package.json has', () => {
    const scripts = Object.keys(packageJson.scripts);
    const named = [...document.text.matchAll(/npm run (?:-s )?([a-z][\w:-]*)/g)].map(([, name = '']) => name);
    expect(
      named.filter((name) => !scripts.includes(name)),
      path,
    ).toEqual([]);
  });
});

/** Comments name pages by their path from the top. */
const here: Document = { path: 'README.md', text: '', prose: '', blocks: [] };

describe('Comments and messages in the code', () => {
  it('name only pages and headings of the documentation that exist', () => {
    const sources = files.filter((path) => /\.(ts|yml)$/.test(path) && !path.startsWith('test/docs/'));
    const problems = sources.flatMap((path) => {
      const targets = readFileSync(path, 'utf8').match(/\bdocs\/[\w/-]+\.md(#[\w-]+)?/g) ?? [];
      return targets
        .map((target) => linkProblem(here, target))
        .filter((problem) => problem !== undefined)
        .map((problem) => `${path}: ${problem}`);
    });
    expect(problems).toEqual([]);
  });
});
