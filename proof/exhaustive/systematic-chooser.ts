import { createHash } from 'node:crypto';
import { sumOf } from '../kit/results/counts.ts';
import type { Chooser } from '../simulation/choosing/chooser.ts';
import { type CourseCount, noCourse } from './course-count.ts';

/** A decision on the path: its possible answers, the one that is being tried, and the courses counted so far. */
interface Fork {
  readonly options: readonly number[];
  at: number;
  /** The states between the last decision and this one: every course from them goes through this decision. */
  readonly states: readonly string[];
  count: CourseCount;
}

/**
 * Goes through every course, depth first: each time it changes the last answer that can still be changed. It replays
 * the path from the start instead of copying the world, so the code under test needs no changes.
 *
 * Different interleavings often reach the same state, and go on alike from there. So everything that follows a state
 * is run once, and counted for every course that reaches it.
 */
export class SystematicChooser implements Chooser {
  total: CourseCount = noCourse;
  readonly #path: Fork[] = [];
  readonly #known = new Map<string, CourseCount>();
  readonly #isMerging: boolean;
  #states: string[] = [];
  #taken: number[] = [];
  #depth = 0;

  /** @param isMerging false runs every course separately, which checks the counting */
  constructor(isMerging: boolean) {
    this.#isMerging = isMerging;
  }

  get taken(): readonly number[] {
    return this.#taken;
  }

  get states(): number {
    return this.#known.size;
  }

  below(count: number): number {
    return this.#take(Array.from({ length: count }, (_, answer) => answer));
  }

  weighted(weights: readonly number[]): number {
    const options: number[] = [];
    for (const [index, weight] of weights.entries()) if (weight > 0) options.push(index);
    return this.#take(options);
  }

  /** Records that a state is reached. @returns whether everything that can follow has been run before */
  readonly isKnown = (state: () => string): boolean => {
    if (!this.#isMerging || this.#depth < this.#path.length) return false;
    const digest = createHash('sha256').update(state()).digest('base64');
    const count = this.#known.get(digest);
    if (count) this.end(count);
    else this.#states.push(digest);
    return count !== undefined;
  };

  /** Records the end of a course, or a state from which this many courses are known. */
  end(count: CourseCount): void {
    for (const state of this.#states) this.#known.set(state, count);
    this.#states = [];
    this.#add(count);
  }

  /** Begins the next course. @returns false when there is none */
  next(): boolean {
    this.#depth = 0;
    this.#taken = [];
    for (let last = this.#path.at(-1); last; last = this.#path.at(-1)) {
      last.at += 1;
      if (last.at < last.options.length) return true;
      this.#path.pop();
      for (const state of last.states) this.#known.set(state, last.count);
      this.#add(last.count);
    }
    return false;
  }

  #add(count: CourseCount): void {
    const last = this.#path.at(-1);
    if (last) last.count = sumOf(last.count, count);
    else this.total = sumOf(this.total, count);
  }

  #take(options: readonly number[]): number {
    const answer = options.length > 1 ? this.#answer(options) : (options[0] ?? 0);
    this.#taken.push(answer);
    return answer;
  }

  #answer(options: readonly number[]): number {
    const fork = this.#path[this.#depth] ?? this.#fork(options);
    this.#depth += 1;
    return fork.options[fork.at] ?? 0;
  }

  #fork(options: readonly number[]): Fork {
    const fork = { options, at: 0, states: this.#states, count: noCourse };
    this.#states = [];
    this.#path.push(fork);
    return fork;
  }
}
