import { type Lifecycle, type LifecycleStep, stepOf } from '../../lib/checkout/lifecycle.ts';
import { isFinal } from '../../lib/checkout/state.ts';
import type { Provider } from '../../lib/providers/provider.ts';

/** The page on the lifecycles of the providers, made from the tables that the code uses. */
export const lifecyclesPage = (providers: readonly Provider[]): string =>
  [
    '# Lifecycles',
    '',
    'Written by `npm run docs` from the tables in `lib/providers/`; a test compares the two.',
    '',
    'The status is the provider’s word, the state is ours; a reader sees both. *Final* means that the',
    'provider is finished with the checkout.',
    '',
    'If a provider sends the time of each update, the latest time decides which status a checkout has.',
    'If two times are equal, or the provider sends none, the higher rank decides.',
    '',
    'A status that is not in a table is kept, with the state `unknown`, and raises `attention`. It ranks',
    'just below the first final status, so where the rank decides, it cannot take a final status away.',
    'Where the time decides, a later unknown status does take the row over.',
    '',
    'No provider here reports the state `refunded` yet.',
    '',
    ...providers.flatMap(providerSection),
  ].join('\n');

const providerSection = (provider: Provider): readonly string[] => [
  `## ${provider.title}`,
  '',
  ...Object.entries(provider.lifecycles).flatMap(([prefix, lifecycle]) =>
    lifecycleSection(prefix, lifecycle),
  ),
];

function lifecycleSection(prefix: string, lifecycle: Lifecycle): readonly string[] {
  const steps = Object.entries(lifecycle).toSorted(([, a], [, b]) => a.rank - b.rank);
  const rows = steps.map(
    ([status, { state, rank }]) =>
      `| \`${status}\` | ${state} | ${isFinal(state) ? 'yes' : 'no'} | ${rank} |`,
  );
  return [
    ...(prefix === '' ? [] : [`Checkouts with an id that begins with \`${prefix}\`:`, '']),
    '| status | state | final | rank |',
    '| --- | --- | --- | --- |',
    ...rows,
    `| any other word | unknown | no | ${stepOf(lifecycle, '').rank} |`,
    '',
    '```mermaid',
    'stateDiagram-v2',
    ...arrows(steps),
    '```',
    '',
  ];
}

/** The open statuses in their usual order, and an arrow from any of them to every final one. */
function arrows(steps: readonly (readonly [string, LifecycleStep])[]): readonly string[] {
  const open = steps.filter(([, { state }]) => !isFinal(state)).map(([status]) => status);
  const final = steps.filter(([, { state }]) => isFinal(state)).map(([status]) => status);
  const before = ['[*]', ...open];
  return [
    '    [*] --> open',
    '    state open {',
    ...open.map((status, index) => `        ${before[index]} --> ${status}`),
    '    }',
    ...final.map((status) => `    open --> ${status}`),
    ...final.map((status) => `    ${status} --> [*]`),
  ];
}
