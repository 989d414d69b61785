import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Comment, parseSync, type Statement } from 'oxc-parser';

/** A declaration of a file with types: its text with its comment, and the names that it refers to. */
interface Declaration {
  readonly text: string;
  readonly references: readonly Reference[];
}

/** A name in a declaration. `typeof name` refers to the value of that name, everything else to the type. */
export interface Reference {
  readonly name: string;
  readonly isValue: boolean;
}

/** Where a name of a module is declared: in a package, or in another module of the project, by its path. */
export interface Source {
  readonly isPackage: boolean;
  readonly module: string;
  /** Its name there; `*` for a whole module. */
  readonly name: string;
}

/** A file with types, as far as collecting types needs it. */
export interface ModuleTypes {
  readonly types: ReadonlyMap<string, Declaration>;
  readonly values: ReadonlyMap<string, Declaration>;
  /** What it imports, and what it passes on, by its own name for it. */
  readonly sources: ReadonlyMap<string, Source>;
  readonly exported: readonly string[];
}

/** Reads a `.d.ts` file. @param path without the ending */
export function readModuleTypes(path: string): ModuleTypes {
  const text = readFileSync(`${path}.d.ts`, 'utf8');
  const { program, comments, module } = parseSync(`${path}.d.ts`, text);
  const types = new Map<string, Declaration>();
  const values = new Map<string, Declaration>();
  const exported: string[] = [];
  const sources = new Map<string, Source>();
  for (const { moduleRequest, entries } of module.staticImports)
    for (const { importName, localName } of entries)
      sources.set(localName.value, sourceOf(path, moduleRequest.value, importName.name));
  for (const { entries } of module.staticExports)
    for (const { exportName, moduleRequest, importName } of entries) {
      if (exportName.name === null) continue;
      exported.push(exportName.name);
      if (moduleRequest) sources.set(exportName.name, sourceOf(path, moduleRequest.value, importName.name));
    }
  for (const statement of program.body) {
    const name = declaredName(statement);
    if (name === undefined) continue;
    const declaration = {
      text: declarationText(text, statement, comments),
      references: referencesIn(statement),
    };
    if (!isOnlyValue(statement)) types.set(name, declaration);
    if (!isOnlyType(statement)) values.set(name, declaration);
  }
  return { types, values, sources, exported };
}

function sourceOf(path: string, request: string, importName: string | null | undefined): Source {
  const name = importName ?? '*';
  if (!request.startsWith('.')) return { isPackage: true, module: request, name };
  return { isPackage: false, module: join(path, '..', request).replace(/\.ts$/, ''), name };
}

const declared = (statement: Statement) =>
  statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;

function declaredName(statement: Statement): string | undefined {
  const declaration = declared(statement);
  if (!declaration) return undefined;
  if (declaration.type === 'VariableDeclaration') return firstName(declaration.declarations[0]?.id);
  return 'id' in declaration ? firstName(declaration.id) : undefined;
}

const isOnlyType = (statement: Statement): boolean =>
  /^TS(Interface|TypeAlias)Declaration$/.test(declared(statement)?.type ?? '');
const isOnlyValue = (statement: Statement): boolean =>
  /^(VariableDeclaration|TSDeclareFunction)$/.test(declared(statement)?.type ?? '');

/** The text of a declaration without `export`, below its comment. */
function declarationText(text: string, { start, end }: Statement, comments: readonly Comment[]): string {
  const own = text.slice(start, end).replace(/^export /, '');
  const above = comments.findLast((comment) => comment.end <= start);
  if (!above || text.slice(above.end, start).trim() !== '') return own;
  return `${text.slice(above.start, above.end)}\n${own}`;
}

interface Node {
  readonly type: string;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value;

function referencesIn(value: unknown): readonly Reference[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (!isNode(value)) return [];
  const inside = Object.values(value).flatMap(referencesIn);
  const name = firstName(referredBy(value));
  return name === undefined ? inside : [...inside, { name, isValue: value.type === 'TSTypeQuery' }];
}

/** The part of a node that names something declared elsewhere. */
function referredBy(node: Node): unknown {
  if ('typeName' in node) return node.typeName;
  if ('exprName' in node) return node.exprName;
  if (/^TS(InterfaceHeritage|ClassImplements)$/.test(node.type) && 'expression' in node)
    return node.expression;
  return 'superClass' in node ? node.superClass : undefined;
}

/** The first name of `a.b.c`, or the only one. */
function firstName(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  if ('left' in node) return firstName(node.left);
  return 'name' in node && typeof node.name === 'string' ? node.name : undefined;
}
