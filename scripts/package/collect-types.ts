import { type ModuleTypes, type Reference, readModuleTypes, type Source } from './module-types.ts';

/**
 * Returns the types of a module as one file: what it exports and everything that this refers to. So the types of the
 * package are independent of how the project is divided, and of what only the rest of it needs, such as zod.
 *
 * @param entry the path of the module, without the ending
 * @throws Error when the types refer to a package that is not among `packages`
 */
export function collectTypes(entry: string, packages: readonly string[]): string {
  const collection = new TypeCollection(packages);
  const { exported } = readModuleTypes(entry);
  for (const name of exported) collection.add(entry, { name, isValue: false });
  return collection.text(exported);
}

class TypeCollection {
  readonly #packages: readonly string[];
  readonly #modules = new Map<string, ModuleTypes>();
  /** Where each name that is in the file already comes from. */
  readonly #origins = new Map<string, string>();
  readonly #imports: string[] = [];
  readonly #declarations: string[] = [];

  constructor(packages: readonly string[]) {
    this.#packages = packages;
  }

  /** Adds a name of a module, unless the module has no such name: then it is one of TypeScript's own. */
  add(module: string, { name, isValue }: Reference): void {
    const { types, values, sources } = this.#module(module);
    const source = sources.get(name);
    if (source) this.#addFrom(source, { name, isValue });
    const declaration = isValue ? values.get(name) : (types.get(name) ?? values.get(name));
    if (!declaration || !this.#isNew(name, module)) return;
    for (const reference of declaration.references) this.add(module, reference);
    this.#declarations.push(declaration.text);
  }

  text(exported: readonly string[]): string {
    return `${[...this.#imports, ...this.#declarations, `export { ${exported.join(', ')} };`].join('\n')}\n`;
  }

  #addFrom(source: Source, reference: Reference): void {
    const { name } = reference;
    if (source.name !== name) throw new Error(`${name} has another name, ${source.name}, in its module.`);
    if (!source.isPackage) this.add(source.module, reference);
    else if (!this.#packages.includes(source.module))
      throw new Error(`The types of the package mention ${name} of ${source.module}.`);
    else if (this.#isNew(name, source.module))
      this.#imports.push(`import type { ${name} } from '${source.module}';`);
  }

  #isNew(name: string, origin: string): boolean {
    const known = this.#origins.get(name);
    if (known !== undefined && known !== origin) throw new Error(`${known} and ${origin} both have ${name}.`);
    this.#origins.set(name, origin);
    return known === undefined;
  }

  #module(path: string): ModuleTypes {
    const module = this.#modules.get(path) ?? readModuleTypes(path);
    this.#modules.set(path, module);
    return module;
  }
}
