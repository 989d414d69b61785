import { globSync, readFileSync } from 'node:fs';
import { type EcmaScriptModule, parseSync } from 'oxc-parser';

/** A file with code, as far as the house rules look at it. */
export interface SourceFile {
  /** The path from the top of the project. */
  readonly path: string;
  readonly lines: number;
  /** The modules that it imports: paths from the top of the project, or names of packages. */
  readonly imports: readonly string[];
  /** Whether it exports something that it imports from another module. */
  readonly hasReExports: boolean;
  /** The lines with a cast (`as`, but not `as const`). */
  readonly casts: readonly number[];
  /** Where its functions begin and how many lines they have; methods and arrow functions are included. */
  readonly functions: readonly { readonly line: number; readonly lines: number }[];
}

const NOT_OURS = /(^|\/)(node_modules|dist|reports|\.[^/]+)\//;

/** Reads every file with code: of the whole project, or of these folders. */
export function sourceFiles(...folders: readonly string[]): readonly SourceFile[] {
  const patterns =
    folders.length === 0 ? ['**/*.{ts,mjs}'] : folders.map((folder) => `${folder}/**/*.{ts,mjs}`);
  return globSync(patterns, { exclude: (path) => NOT_OURS.test(`${path}/`) })
    .toSorted()
    .map(readSource);
}

function readSource(path: string): SourceFile {
  const text = readFileSync(path, 'utf8');
  const { program, module } = parseSync(path, text);
  const lineOf = (offset: number) => text.slice(0, offset).split('\n').length;
  const casts = nodesIn(program, /^TSAsExpression$/).filter(
    ({ start, end }) => !text.slice(start, end).endsWith('as const'),
  );
  const functions = nodesIn(program, FUNCTION).map(({ start, end }) => ({
    line: lineOf(start),
    lines: lineOf(end) - lineOf(start) + 1,
  }));
  const reExported = reExportedFrom(module);
  const specifiers = new Set(reExported);
  for (const { moduleRequest } of module.staticImports) specifiers.add(moduleRequest.value);
  for (const { moduleRequest } of module.dynamicImports) {
    const literal = literalIn(text.slice(moduleRequest.start, moduleRequest.end));
    if (literal !== undefined) specifiers.add(literal);
  }
  return {
    path,
    lines: text.split('\n').length - 1,
    imports: [...specifiers].map((specifier) => fromTop(path, specifier)),
    hasReExports: reExported.length > 0,
    casts: casts.map(({ start }) => lineOf(start)),
    functions,
  };
}

/** The modules whose exports a module passes on. */
function reExportedFrom({ staticExports }: EcmaScriptModule): readonly string[] {
  const specifiers: string[] = [];
  for (const { entries } of staticExports) {
    for (const { moduleRequest } of entries) if (moduleRequest) specifiers.push(moduleRequest.value);
  }
  return specifiers;
}

/** The module of an `import()` whose argument is a literal. An argument that is computed cannot be followed. */
const literalIn = (argument: string): string | undefined =>
  /^'[^']+'$/.test(argument) ? argument.slice(1, -1) : undefined;

const fromTop = (path: string, specifier: string): string =>
  specifier.startsWith('.') ? new URL(specifier, `file:///${path}`).pathname.slice(1) : specifier;

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && 'start' in value && 'end' in value;

const FUNCTION = /^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/;

function nodesIn(value: unknown, type: RegExp): readonly Node[] {
  if (Array.isArray(value)) return value.flatMap((item) => nodesIn(item, type));
  if (!isNode(value)) return [];
  const inside = Object.values(value).flatMap((item) => nodesIn(item, type));
  return type.test(value.type) ? [value, ...inside] : inside;
}
