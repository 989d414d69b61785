import { globSync, readFileSync } from 'node:fs';
import { parseSync } from 'oxc-parser';

export interface SourceFile {
  /** From the top of the project. */
  readonly path: string;
  readonly lines: number;
  /** What it imports: paths from the top of the project, or names of packages. */
  readonly imports: readonly string[];
  /** The lines on which it casts (`as`; not `as const`). */
  readonly casts: readonly number[];
  /** Lengths of its functions in lines, methods and arrows included. */
  readonly functions: readonly { readonly line: number; readonly lines: number }[];
}

const NOT_OURS = /(^|\/)(node_modules|dist|reports|\.[^/]+)\//;

/** Every file of the project that is code, wherever it is; with folders, those below them. */
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
  const static_ = [...module.staticImports, ...module.staticExports.flatMap(({ entries }) => entries)];
  const specifiers = static_.flatMap((one) =>
    'moduleRequest' in one && one.moduleRequest ? [one.moduleRequest.value] : [],
  );
  const dynamic = module.dynamicImports.flatMap(({ moduleRequest: { start, end } }) =>
    literalIn(text.slice(start, end)),
  );
  const imports = [...new Set([...specifiers, ...dynamic])].map((specifier) => fromTop(path, specifier));
  return {
    path,
    lines: text.split('\n').length - 1,
    imports,
    casts: casts.map(({ start }) => lineOf(start)),
    functions,
  };
}

/** The module of an `import()` that names it as a literal; one that computes it cannot be followed. */
const literalIn = (argument: string): readonly string[] =>
  /^'[^']+'$/.test(argument) ? [argument.slice(1, -1)] : [];

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
