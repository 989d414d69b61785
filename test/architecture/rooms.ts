/**
 * The rooms, and what each may import of the others. A room may import only rooms listed above it, so that no arrow
 * runs back and there is no circle. docs/architecture.md shows the same rooms to people, and a test compares the two.
 */
export const rooms: Readonly<Record<string, readonly string[]>> = {
  /** Starts the programs of the others on a Node that can run them. */
  launch: [],
  'lib/values': [],
  'lib/checkout': [],
  'lib/webhook': [],
  'lib/providers': ['lib/webhook', 'lib/checkout'],
  'lib/events': ['lib/checkout'],
  /** How the merchant's endpoint is told: signature and schedule. */
  'lib/notify': ['lib/webhook'],
  'lib/app': ['lib/events', 'lib/notify', 'lib/providers', 'lib/webhook', 'lib/checkout'],
  'lib/memory': ['lib/app', 'lib/events', 'lib/providers', 'lib/webhook', 'lib/checkout'],
  /** The port to the merchant's endpoint, which is on the internet and not on AWS. */
  'lib/http': ['lib/app', 'lib/webhook'],
  'lib/aws': ['lib/http', 'lib/app', 'lib/events', 'lib/providers', 'lib/webhook', 'lib/checkout'],
  /** The package's public faces: `lib/checkouts-table.ts` and `lib/testing.ts`. */
  lib: ['lib/aws', 'lib/memory', 'lib/app', 'lib/notify', 'lib/events', 'lib/providers', 'lib/checkout'],
  /** A merchant's own code. It knows the package, and nothing else of the project. */
  examples: [],
  functions: ['lib/aws'],
  service: [],
  deploy: ['service', 'lib/aws', 'lib/providers', 'lib/webhook'],
  /** The page of `checkouts console`: it gets everything outside through the ports that `cli` hands over. */
  console: ['lib/app', 'lib/providers', 'lib/checkout'],
  cli: [
    'launch',
    'service',
    'console',
    'lib',
    'lib/aws',
    'lib/app',
    'lib/events',
    'lib/notify',
    'lib/providers',
    'lib/webhook',
    'lib/checkout',
  ],
  local: ['service', 'lib/aws', 'lib/app', 'lib/providers'],
  demo: ['service', 'cli', 'local', 'lib/providers', 'lib/checkout'],
  scripts: ['service', 'lib/events', 'lib/providers', 'lib/checkout'],
  bench: [
    'scripts',
    'service',
    'deploy',
    'local',
    'lib/aws',
    'lib/memory',
    'lib/app',
    'lib/providers',
    'lib/webhook',
    'lib/checkout',
  ],
  proof: [
    'scripts',
    'service',
    'cli',
    'local',
    'lib',
    'lib/aws',
    'lib/memory',
    'lib/app',
    'lib/events',
    'lib/providers',
    'lib/webhook',
    'lib/checkout',
  ],
};
/** Small pure functions on plain values, which every room may import. */
export const VALUES = 'lib/values';
/** Tests may import everything. Nothing but the test runner's configuration at the top may import a test. */
export const TEST = 'test';
