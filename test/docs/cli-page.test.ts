import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { failureCodes } from '../../cli/failure/command-failure.ts';
import { commandNames, program } from '../../cli/program.ts';
import { sourceFiles } from '../architecture/source-files.ts';
import { documentAt } from './documents.ts';
import { codeOf, sectionOf, tableIn } from './page-tables.ts';

const page = documentAt('docs/cli.md');
const root = await program(commandNames);
const commands = root.commands
  .flatMap((command) => (command.commands.length > 0 ? command.commands : [command]))
  .filter((command) => command.name() !== 'help');

describe('docs/cli.md', () => {
  it('lists every error code of the command line, with its exit code, and no other', () => {
    const rows = tableIn(sectionOf(page, '## Errors'), 'Code');
    const listed = rows.map(([code, exit]) => [codeOf(code), Number(exit)]);
    expect(Object.fromEntries(listed)).toEqual(failureCodes);
    expect(rows).toHaveLength(Object.keys(failureCodes).length);
  });

  it('lists no error code that no command uses', () => {
    const sources = sourceFiles('cli').map(({ path }) => readFileSync(path, 'utf8'));
    const isUsed = (code: string): boolean => sources.join('\n').split(`'${code}'`).length > 1;
    expect(Object.keys(failureCodes).filter((code) => !isUsed(code))).toEqual([]);
  });

  it('is right that every command has --json', () => {
    const without = commands.filter((command) => command.options.every(({ long }) => long !== '--json'));
    expect(without.map((command) => command.name())).toEqual([]);
  });

  it('describes the document that each command prints with --json', () => {
    const rows = tableIn(sectionOf(page, '## JSON'), 'Command');
    const described = rows.flatMap(([names = '']) => names.split(', ').map(codeOf));
    const withJson = commands
      .filter((command) => command.options.some(({ long }) => long === '--json'))
      .map((command) => [command.parent?.name(), command.name()].join(' ').replace(/^checkouts /, ''));
    expect(described.toSorted()).toEqual(withJson.toSorted());
  });
});
