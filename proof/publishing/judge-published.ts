import type { RowChange } from '../../lib/app/publish/publish-changes.ts';
import type { ChangeEvent } from '../../lib/events/change-event.ts';

/** The promises about the events, whoever receives them. */
export type PublishingCheck =
  | 'one id, one body'
  | 'one sequence, one event'
  | 'in order'
  | 'previous without a gap'
  | 'only what readers saw'
  | 'unreadable changes are kept';

/**
 * Returns the first promise about its events that a publisher broke; undefined when it kept them all.
 *
 * @param published what the topic accepted, in its order
 * @param letters the texts of the dead letters
 */
export function judgePublished(
  stream: readonly RowChange[],
  published: readonly ChangeEvent[],
  letters: readonly string[],
): PublishingCheck | undefined {
  if (!areOneToOne(published, ({ id }) => id)) return 'one id, one body';
  if (!areOneToOne(published.filter(isOfChange), ({ source, sequence }) => source + sequence))
    return 'one sequence, one event';
  for (const { recordId } of stream.filter(isUnreadable)) {
    if (!letters.some((text) => text.includes(`"recordId":"${recordId}"`)))
      return 'unreadable changes are kept';
  }
  for (const changes of changesByCheckout(stream)) {
    const broken = judgeCheckout(changes, published);
    if (broken) return broken;
  }
  return undefined;
}

export const changesByCheckout = (stream: readonly RowChange[]): Iterable<readonly RowChange[]> =>
  Map.groupBy(stream, ({ key }) => key.checkoutId).values();

/** A change that cannot be read is not published, until a person has put its row right. */
export const isUnreadable = ({ before, after }: RowChange): boolean =>
  after === 'unreadable' || (after !== undefined && before === 'unreadable');

/** An event that is republished is no change. It has the number of the row's last write and nothing before it. */
const isOfChange = ({ republished }: ChangeEvent): boolean => !republished;

/** Whether the events with the same name are the same to the last byte. */
function areOneToOne(events: readonly ChangeEvent[], nameOf: (event: ChangeEvent) => string): boolean {
  const bodies = new Map<string, string>();
  for (const event of events) {
    const body = JSON.stringify(event);
    if ((bodies.get(nameOf(event)) ?? body) !== body) return false;
    bodies.set(nameOf(event), body);
  }
  return true;
}

function judgeCheckout(
  changes: readonly RowChange[],
  published: readonly ChangeEvent[],
): PublishingCheck | undefined {
  const checkoutId = changes[0]?.key.checkoutId;
  const isWhole = !changes.some(isUnreadable);
  const ids = new Set<string>();
  let last: ChangeEvent | undefined;
  for (const event of published) {
    if (event.subject !== checkoutId || !isOfChange(event) || ids.has(event.id)) continue;
    ids.add(event.id);
    if (last && event.sequence <= last.sequence) return 'in order';
    if (last && seenByReaders(event) === seenByReaders(last)) return 'only what readers saw';
    if (isWhole && event.data.previous?.state !== last?.data.state) return 'previous without a gap';
    last = event;
  }
  return undefined;
}

const seenByReaders = ({ data }: ChangeEvent): string => JSON.stringify([data.state, data.attention]);
