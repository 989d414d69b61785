const CONSTANT = /^const (\w+) = ("(?:[^"\\]|\\.)*");$/gm;
const COMPUTED_KEY = /\[(\w+)\]:/g;
const REGISTRATION = /^n0_registry\.registerError\(\w+\$, (\w+)\);\n/gm;

/**
 * The schemas of a client in a form from which a bundler can drop those that nobody uses; SSM alone has hundreds.
 * Two things keep it from that. Keys such as `[_e]` might be anything when they are evaluated: here they become the
 * texts that they stand for. And every error is registered when the module loads: here only those that are named.
 * The SDK gives an error that it has no class for as the service's base exception, under its own name.
 *
 * @param schemas the text of a client's `schemas_0.js`
 * @param kept the errors that must come as instances of their class
 */
export function treeShakableSchemas(schemas: string, kept: ReadonlySet<string>): string {
  const constants = new Map([...schemas.matchAll(CONSTANT)].map(([, name, text]) => [name, text]));
  return schemas
    .replaceAll(COMPUTED_KEY, (key, name: string) => (constants.has(name) ? `${constants.get(name)}:` : key))
    .replaceAll(REGISTRATION, (line, name: string) => (kept.has(name) ? line : ''));
}
