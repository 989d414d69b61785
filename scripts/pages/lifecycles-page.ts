import { isOrdinaryAfter, type Lifecycle, type LifecycleStep, stepOf } from '../../lib/checkout/lifecycle.ts';
import { isFinal } from '../../lib/checkout/state.ts';
import type { Provider } from '../../lib/providers/provider.ts';

const introduction = `# Lifecycles

Written by \`npm run docs\` from the tables in \`lib/providers/\`; a test compares the two.

The status is the provider’s word, the state is ours; a reader sees both. *Final* means that the
provider is finished with the checkout.

If a provider sends the time of each update, the latest time decides which status a checkout has.
If two times are equal, or the provider sends none, the higher rank decides.

A status that is not in a table is kept, with the state \`unknown\`, and raises \`attention\`. It is
below every known status, whatever its time, so it never takes a known status away. Its rank is the
same in every table.

A success and a failure of one checkout contradict each other and raise \`attention\` with the kind
\`conflict\`. Which came first matters only if a table says that a success may follow a failure.

No provider here reports the state \`refunded\` yet.
`;

/** Returns the page on the lifecycles of the providers, made from the tables that the code uses. */
export function lifecyclesPage(providers: readonly Provider[]): string {
  const lines = [introduction];
  for (const { name, title, lifecycles } of providers) {
    lines.push(`## ${title}`, '', `See [${title}](providers/${name}.md).`, '');
    for (const [prefix, lifecycle] of Object.entries(lifecycles)) {
      if (prefix !== '') lines.push(`Checkouts with an id that begins with \`${prefix}\`:`, '');
      lines.push(...lifecycleLines(lifecycle), '');
    }
  }
  return lines.join('\n');
}

/** Returns a table of the statuses, the contradictions among them, and a diagram. */
function lifecycleLines(lifecycle: Lifecycle): readonly string[] {
  const steps = Object.entries(lifecycle).toSorted(([, a], [, b]) => a.rank - b.rank);
  return [
    '| status | state | final | rank |',
    '| --- | --- | --- | --- |',
    ...steps.map(tableRow),
    `| any other word | unknown | no | ${stepOf(lifecycle, '').rank}, below every known status |`,
    '',
    ...listed([...conflictLines(lifecycle), ...followingLines(lifecycle)]),
    '```mermaid',
    'stateDiagram-v2',
    ...arrows(steps),
    '```',
  ];
}

/** Says of each success and failure whether they contradict each other. */
function conflictLines(lifecycle: Lifecycle): readonly string[] {
  const lines: string[] = [];
  for (const [success, { state }] of Object.entries(lifecycle)) {
    if (state !== 'succeeded') continue;
    for (const [failure, step] of Object.entries(lifecycle)) {
      if (step.state !== 'failed' && step.state !== 'expired') continue;
      lines.push(
        isOrdinaryAfter(lifecycle, failure, success)
          ? `- \`${failure}\`, then \`${success}\`: an ordinary retry. The reverse is a contradiction.`
          : `- \`${failure}\` and \`${success}\`, in either order: a contradiction.`,
      );
    }
  }
  return lines;
}

/** Names what may ordinarily follow a final status, apart from a success after a failure. */
function followingLines(lifecycle: Lifecycle): readonly string[] {
  const lines: string[] = [];
  for (const [status, { state, mayBeFollowedBy = [] }] of Object.entries(lifecycle)) {
    const isFailure = state === 'failed' || state === 'expired';
    for (const next of mayBeFollowedBy) {
      if (isFailure && lifecycle[next]?.state === 'succeeded') continue;
      lines.push(`- \`${status}\`, then \`${next}\`: ordinary.`);
    }
  }
  return lines;
}

const listed = (lines: readonly string[]): readonly string[] => (lines.length === 0 ? [] : [...lines, '']);

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
