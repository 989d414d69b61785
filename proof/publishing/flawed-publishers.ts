import { publishChanges, type RowChange } from '../../lib/app/publish/publish-changes.ts';
import type { CourseCheck } from './judge-publishing.ts';
import { type Merchant, trusting } from './merchant.ts';
import type { Publisher } from './publishing-world.ts';

/** A way to publish or to receive that looks right and is not, and the promise that it breaks. */
export interface Flaw extends Publisher {
  readonly breaks: CourseCheck;
  readonly merchant?: Merchant;
}

type Publish = typeof publishChanges;

/** Publishes whatever a write did, and what it left is not compared with what was there before. */
const everyWrite: Publish = (dependencies, changes, invocation) =>
  publishChanges(
    dependencies,
    changes.map((change) => ({ ...change, before: undefined })),
    invocation,
  );

/** Publishes a batch with the latest change first. */
const backwards: Publish = (dependencies, changes, invocation) =>
  publishChanges(dependencies, changes.toReversed(), invocation);

/** Goes on with the later changes of a checkout after one that failed. */
const oneByOne: Publish = async (dependencies, changes, invocation) => {
  let first: string | undefined;
  for (const change of changes) {
    const failed = await publishChanges(dependencies, [change], invocation);
    first ??= failed;
  }
  return first;
};

let tries = 0;

const newIds: Publish = (dependencies, changes, invocation) => {
  const publish: typeof dependencies.outlet.publish = (event, signal) => {
    tries += 1;
    return dependencies.outlet.publish({ ...event, id: `evt_${tries}` }, signal);
  };
  return publishChanges({ ...dependencies, outlet: { publish } }, changes, invocation);
};

/** Takes the row before a change from what it published last, which a new process does not know. */
const rememberedRows: Publish = (dependencies, changes, invocation) => {
  const last = new Map<string, RowChange['after']>();
  const remembered = changes.map((change) => {
    const before = last.get(change.key.checkoutId);
    last.set(change.key.checkoutId, change.after);
    return { ...change, before };
  });
  return publishChanges(dependencies, remembered, invocation);
};

/** Ends the batch without an error when it has a record that cannot be read. */
const swallowing: Publish = async (dependencies, changes, invocation) => {
  const poison = changes.findIndex(({ after }) => after === 'unreadable');
  if (poison < 0) return publishChanges(dependencies, changes, invocation);
  return publishChanges(dependencies, changes.slice(0, poison + 1), invocation);
};

/** Waits until a record that cannot be read can be. */
const waiting: Publish = async (dependencies, changes, invocation) => {
  const poison = changes.findIndex(({ after }) => after === 'unreadable');
  if (poison < 0) return publishChanges(dependencies, changes, invocation);
  const failed = await publishChanges(dependencies, changes.slice(0, poison), invocation);
  return failed ?? changes[poison]?.recordId;
};

const skipping: Publish = (dependencies, changes, invocation) =>
  publishChanges(
    dependencies,
    changes.filter(({ after }) => after !== 'unreadable'),
    invocation,
  );

/** Takes every fault of the outlet for a success. */
const hopeful: Publish = async (dependencies, changes, invocation) => {
  await publishChanges(dependencies, changes, invocation);
  return undefined;
};

/** Reports the last record that failed. Those that failed before it are never sent again. */
const reportsTheLast: Publish = async (dependencies, changes, invocation) => {
  const failed = await publishChanges(dependencies, changes, invocation);
  return failed === undefined ? undefined : changes.at(-1)?.recordId;
};

/** Publishes new states, and not what needs a person. */
const statesOnly: Publish = (dependencies, changes, invocation) => {
  const publish: typeof dependencies.outlet.publish = async (event, signal) => {
    if (event.type !== 'checkout.attention') await dependencies.outlet.publish(event, signal);
  };
  return publishChanges({ ...dependencies, outlet: { publish } }, changes, invocation);
};

/** Sends from where the row is written: one try, right after the write. A redelivered webhook is a duplicate. */
const fromConsume: Publish = async (dependencies, changes, invocation) => {
  for (const change of changes) await publishChanges(dependencies, [change], invocation);
  return undefined;
};

export const flaws: Readonly<Record<string, Flaw>> = {
  'sends from consume after the write': {
    publish: fromConsume,
    forgetsFirst: true,
    breaks: 'the merchant knows the row',
  },
  'publishes every write': { publish: everyWrite, breaks: 'only what readers saw' },
  'keeps no order': { publish: backwards, breaks: 'in order' },
  'goes on after a failure': { publish: oneByOne, breaks: 'in order' },
  'gives each try a new id': { publish: newIds, breaks: 'one sequence, one event' },
  'remembers rows in its process': { publish: rememberedRows, breaks: 'one id, one body' },
  'is forgotten by the stream before it has published': {
    publish: publishChanges,
    forgetsFirst: true,
    breaks: 'the merchant knows the row',
  },
  'swallows the batch of a record that cannot be read': {
    publish: swallowing,
    breaks: 'the merchant knows the row',
  },
  'waits for a record that cannot be read': { publish: waiting, breaks: 'drained' },
  'skips a record that cannot be read': { publish: skipping, breaks: 'unreadable changes are kept' },
  'takes a fault for a success': { publish: hopeful, breaks: 'the merchant knows the row' },
  'reports the last record that failed': { publish: reportsTheLast, breaks: 'the merchant knows the row' },
  'publishes states and no attention': { publish: statesOnly, breaks: 'the merchant knows the row' },
  'trusts the deduplication window of the topic': {
    publish: publishChanges,
    merchant: trusting,
    breaks: 'shipped once, and only what was paid',
  },
};
