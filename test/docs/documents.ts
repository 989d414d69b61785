import { globSync, readFileSync } from 'node:fs';

/** A Markdown document of the project. */
export interface Document {
  /** From the top of the project. */
  readonly path: string;
  readonly text: string;
  /** The text without its code blocks. */
  readonly prose: string;
  /** What its code blocks hold. */
  readonly blocks: readonly string[];
}

const PATTERNS = ['*.md', 'docs/**/*.md', 'examples/*/*.md'];
const CODE_BLOCK = /^( *)```.*\n[\s\S]*?^\1``` *$/gm;

export const documents: readonly Document[] = PATTERNS.flatMap((pattern) => globSync(pattern))
  .toSorted()
  .map(readDocument);

function readDocument(path: string): Document {
  const text = readFileSync(path, 'utf8');
  return { path, text, prose: text.replace(CODE_BLOCK, ''), blocks: text.match(CODE_BLOCK) ?? [] };
}

/** The document at a path. @throws Error when it does not exist */
export function documentAt(path: string): Document {
  const found = documents.find((document) => document.path === path);
  if (!found) throw new Error(`There is no document ${path}.`);
  return found;
}

/** The anchors of a document's headings, as GitHub makes them. */
export function anchorsOf({ prose }: Document): readonly string[] {
  const seen = new Map<string, number>();
  return [...prose.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => {
    const anchor = heading
      .toLowerCase()
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(' ', '-');
    const earlier = seen.get(anchor) ?? 0;
    seen.set(anchor, earlier + 1);
    return earlier === 0 ? anchor : `${anchor}-${earlier}`;
  });
}

/** The targets of a document's links. */
export const linksIn = ({ prose }: Document): readonly string[] =>
  [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);

/** The words that a document shows as code: in backticks, and in code blocks. */
export function codeWordsIn({ prose, blocks }: Document): readonly string[] {
  const inBackticks = [...prose.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
  return [...inBackticks, ...blocks].flatMap((code) => code.split(/[\s'"()]+/));
}
