import { type Lifecycle, type LifecycleStep, stepOf } from '../../lib/checkout/lifecycle.ts';
import { isFinal } from '../../lib/checkout/state.ts';
import type { Provider } from '../../lib/providers/provider.ts';

/** The page on the providers' lifecycles, drawn from the very tables that the code uses. */
export const lifecyclesPage = (providers: readonly Provider[]): string =>
  [
    '# Lifecycles',
    '',
    'Written by `npm run docs` from the tables in `lib/providers/`; a test keeps the two the same.',
    '',
    'The status is the provider’s word, the state is ours. Where two events carry the same time, or none, the higher',
    'rank wins. A status that is not in a table is kept with the state `unknown` and flagged; it ranks just below the',
    'first final status, so that it can never take a final status away.',
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
    ...(prefix === '' ? [] : [`Checkouts whose id begins with \`${prefix}\`:`, '']),
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

/** Open statuses in the order of a normal life, and from any of them to every final one. */
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
