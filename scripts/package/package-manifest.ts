import packageJson from '../../package.json' with { type: 'json' };
import { PEER } from './bundle-reader.ts';

const condition = (file: string, ending: string) => ({
  types: `./${file}.d.${ending.replace('js', 'ts')}`,
  default: `./${file}.${ending}`,
});
const conditions = (file: string) => ({
  import: condition(file, 'js'),
  require: condition(file, 'cjs'),
});

/** What `startLocalStack` needs, and nothing else does. A shop that calls it installs those for its platform. */
const emulators: Readonly<Record<string, string>> = {
  fauxqs: packageJson.dependencies.fauxqs,
  ...packageJson.optionalDependencies,
};

/**
 * The package.json of the package that a shop installs. It differs from the project's: what is bundled is no
 * dependency, and there are no scripts to run.
 */
export const packageManifest = {
  name: packageJson.name,
  version: packageJson.version,
  description: packageJson.description,
  type: 'module',
  engines: { node: '>=20' },
  main: './index.cjs',
  types: './index.d.ts',
  exports: {
    '.': conditions('index'),
    './testing': conditions('testing'),
    './change-event.schema.json': './change-event.schema.json',
    './package.json': './package.json',
  },
  bin: { [packageJson.name]: 'checkout-webhooks.cjs' },
  // The calls and the types that the reader uses are as old as the third version of the SDK.
  peerDependencies: { [PEER]: '^3.0.0', ...emulators },
  peerDependenciesMeta: Object.fromEntries(Object.keys(emulators).map((name) => [name, { optional: true }])),
  files: ['*.js', '*.cjs', '*.d.ts', '*.d.cts', '*.schema.json', '*.css', '*.svg', 'stack'],
};
