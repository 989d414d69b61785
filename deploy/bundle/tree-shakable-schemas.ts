const CONSTANT = /^const (\w+) = ("(?:[^"\\]|\\.)*");$/gm;
const COMPUTED_KEY = /\[(\w+)\]:/g;
const REGISTRATION = /^n0_registry\.registerError\(\w+\$, (\w+)\);\n/gm;

/**
 * Rewrites the schemas of a client so that a bundler can drop the unused ones. SSM alone has hundreds. Two things
 * prevent that. A bundler cannot know the value of a computed key such as `[_e]`, so such keys become plain texts. And
 * every error is registered when the module loads, so only the errors in `kept` stay registered. The SDK returns any
 * other error as the base exception of the service, with its own name.
 *
 * @param schemas the text of the client's `schemas_0.js`
 * @param kept the errors that must be instances of their own class
 */
export function treeShakableSchemas(schemas: string, kept: ReadonlySet<string>): string {
  const constants = new Map([...schemas.matchAll(CONSTANT)].map(([, name, text]) => [name, text]));
  return schemas
    .replaceAll(COMPUTED_KEY, (key, name: string) => (constants.has(name) ? `${constants.get(name)}:` : key))
    .replaceAll(REGISTRATION, (line, name: string) => (kept.has(name) ? line : ''));
}
