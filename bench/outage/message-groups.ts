/** Messages that arrived in the same second and have the same history. */
export interface Group {
  readonly arrivedAt: number;
  /** How often they were received. */
  readonly tries: number;
  /** When they become visible again, or came into the dead-letter queue. */
  readonly until: number;
  count: number;
}

/** Groups of messages, first in, first out. */
export class MessageGroups {
  #groups: Group[] = [];
  #head = 0;
  #count = 0;

  /** The number of messages. */
  get count(): number {
    return this.#count;
  }

  get first(): Group | undefined {
    return this.#groups[this.#head];
  }

  add(group: Group): void {
    this.#groups.push(group);
    this.#count += group.count;
  }

  /** Takes messages of the first group, at most `count`. */
  take(count: number): Group | undefined {
    const { first } = this;
    if (!first) return undefined;
    const taken = Math.min(count, first.count);
    this.#count -= taken;
    if (taken === first.count) this.#head += 1;
    else first.count -= taken;
    return { ...first, count: taken };
  }

  /** Removes the messages that arrived before a time, wherever they are. @returns their number */
  removeArrivedBefore(time: number): number {
    const before = this.#count;
    this.#groups = [...this].filter(({ arrivedAt }) => arrivedAt >= time);
    this.#head = 0;
    this.#count = 0;
    for (const { count } of this.#groups) this.#count += count;
    return before - this.#count;
  }

  *[Symbol.iterator](): Generator<Group, void, undefined> {
    for (let at = this.#head; at < this.#groups.length; at += 1) {
      const group = this.#groups[at];
      if (group) yield group;
    }
  }
}
