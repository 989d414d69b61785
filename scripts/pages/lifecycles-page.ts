import { type Lifecycle, type LifecycleStep, stepOf } from '../../lib/checkout/lifecycle.ts';
import { isFinal } from '../../lib/checkout/state.ts';
import type { Provider } from '../../lib/providers/provider.ts';

const introduction = `# Lifecycles

Written by \`npm run docs\` from the tables in \`lib/providers/\`; a test compares the two.

The status is the provider’s word, the state is ours; a reader sees both. *Final* means that the
provider is finished with the checkout.

If a provider sends the time of each update, the latest time decides which status a checkout has.
If two times are equal, or the provider sends none, the higher rank decides.

A status that is not in a table is kept, with the state \`unknown\`, and raises \`attention\`. It is
below every known status, whatever its time, so it never takes a known status away.

No provider here reports the state \`refunded\` yet.
`;

/** Returns the page on the lifecycles of the providers, made from the tables that the code uses. */
export function lifecyclesPage(providers: readonly Provider[]): string {
  const lines = [introduction];
  for (const { title, lifecycles } of providers) {
    lines.push(`## ${title}`, '');
    for (const [prefix, lifecycle] of Object.entries(lifecycles)) {
      if (prefix !== '') lines.push(`Checkouts with an id that begins with \`${prefix}\`:`, '');
      lines.push(...lifecycleLines(lifecycle), '');
    }
  }
  return lines.join('\n');
}

/** Returns a table of the statuses and a diagram. */
function lifecycleLines(lifecycle: Lifecycle): readonly string[] {
  const steps = Object.entries(lifecycle).toSorted(([, a], [, b]) => a.rank - b.rank);
  return [
    '| status | state | final | rank |',
    '| --- | --- | --- | --- |',
    ...steps.map(tableRow),
    `| any other word | unknown | no | ${stepOf(lifecycle, '').rank} |`,
    '',
    '```mermaid',
    'stateDiagram-v2',
    ...arrows(steps),
    '```',
  ];
}

type NamedStep = readonly [status: string, step: LifecycleStep];

const tableRow = ([status, { state, rank }]: NamedStep): string =>
  `| \`${status}\` | ${state} | ${isFinal(state) ? 'yes' : 'no'} | ${rank} |`;

/** Draws the open statuses in their usual order, and an arrow from all of them to every final one. */
function arrows(steps: readonly NamedStep[]): readonly string[] {
  const inside: string[] = [];
  const toFinal: string[] = [];
  const toEnd: string[] = [];
  let previous = '[*]';
  for (const [status, { state }] of steps) {
    if (isFinal(state)) {
      toFinal.push(`    open --> ${status}`);
      toEnd.push(`    ${status} --> [*]`);
    } else {
      inside.push(`        ${previous} --> ${status}`);
      previous = status;
    }
  }
  return ['    [*] --> open', '    state open {', ...inside, '    }', ...toFinal, ...toEnd];
}
