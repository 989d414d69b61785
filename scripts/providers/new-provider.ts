import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { FILL_IN, providerFiles, registerIn } from './provider-files.ts';

const REGISTRY = 'lib/providers/registry.ts';
const usage = `Writes the files of a new provider: npm run new-provider NAME

  NAME  its name in the path of its webhooks: lower-case letters and digits, such as mollie`;

/** Returns what is wrong with a name; undefined if it can be used. */
function problemWith(name: string): string | undefined {
  if (!/^[a-z][a-z0-9]{1,30}$/.test(name))
    return `${JSON.stringify(name)} is no name for a provider.\n\n${usage}`;
  if (existsSync(`lib/providers/${name}.ts`)) return `lib/providers/${name}.ts exists already.`;
  return undefined;
}

function write(name: string): void {
  const files = { ...providerFiles(name), [REGISTRY]: registerIn(readFileSync(REGISTRY, 'utf8'), name) };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    console.log(path === REGISTRY ? `changed ${path}` : `wrote   ${path}`);
  }
  const paths = Object.keys(files).filter((path) => /\.(ts|json)$/.test(path));
  execFileSync('node_modules/.bin/biome', ['check', '--write', ...paths], { stdio: 'ignore' });
  console.log(`
Write what is marked ${FILL_IN}. docs/adding-a-provider.md explains each part.
Then run: npm run docs && npx vitest run test/providers test/docs proof/permutations`);
}

const [name = '', ...rest] = process.argv.slice(2);
if (name === '--help' || name === '-h') {
  console.log(usage);
} else {
  const problem = rest.length > 0 ? usage : problemWith(name);
  if (problem === undefined) write(name);
  else {
    console.error(problem);
    process.exitCode = 2;
  }
}
