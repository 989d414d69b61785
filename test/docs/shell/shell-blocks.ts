import { readFileSync } from 'node:fs';
import { type Document, documents } from '../documents.ts';

/** A shell block of a document. The page docs/style.md describes the comment that may be before it. */
export interface ShellBlock {
  readonly document: string;
  readonly line: number;
  readonly text: string;
  /** Why no test runs it. */
  readonly notRun?: string;
  /** Whether `.ci/run` itself runs its commands. */
  readonly isRunByCi: boolean;
}

/** A command that a document shows inside a sentence. */
export interface InlineCommand {
  readonly document: string;
  readonly line: number;
  readonly text: string;
}

const BLOCK = /(?:<!-- (?<mark>[^\n]*?) -->\n+)?^(?<indent> *)```sh\n(?<text>[\s\S]*?)^ *```$/gm;
const NOT_RUN = /^not run: (?<reason>.+)$/;
const RUN_BY_CI = 'run by .ci/run';
/** A command has a program and at least one argument. */
const INLINE = /`(?<text>(?:npx|npm|aws) [^`]+)`/g;

export const shellBlocks: readonly ShellBlock[] = documents.flatMap(shellBlocksIn);
export const inlineCommands: readonly InlineCommand[] = documents.flatMap(inlineCommandsIn);

export function shellBlocksIn({ path, text }: Pick<Document, 'path' | 'text'>): readonly ShellBlock[] {
  const blocks: ShellBlock[] = [];
  for (const { index, groups = {} } of text.matchAll(BLOCK)) {
    const { mark = '', text: commands = '' } = groups;
    const reason = NOT_RUN.exec(mark)?.groups?.['reason'];
    const line = lineAt(text, text.indexOf('```sh', index));
    const block = { document: path, line, text: commands, isRunByCi: mark === RUN_BY_CI };
    blocks.push(reason === undefined ? block : { ...block, notRun: reason });
  }
  return blocks;
}

function inlineCommandsIn({ path, prose }: Document): readonly InlineCommand[] {
  const text = readFileSync(path, 'utf8');
  const commands: InlineCommand[] = [];
  for (const { groups = {} } of prose.matchAll(INLINE)) {
    const shown = groups['text'] ?? '';
    const line = lineAt(text, text.indexOf(`\`${shown}\``));
    commands.push({ document: path, line, text: shown.replaceAll(/\s+/g, ' ') });
  }
  return commands;
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}

/** Returns the commands of a block, without comments. A command that continues on the next line is one command. */
export function commandsIn({ text }: Pick<ShellBlock, 'text'>): readonly string[] {
  const lines = text.replaceAll(/\\\n\s*/g, '').split('\n');
  return lines.map((line) => line.replace(/(^| +)#.*$/, '').trim()).filter((line) => line !== '');
}
