import { createHash } from 'node:crypto';
import type { Chooser } from '../simulation/choosing/chooser.ts';
import { type CourseCount, noCourse, sumOfCourses } from './course-count.ts';

/** A decision on the way: what can be answered, which of it is being tried, and what is known of the rest. */
interface Fork {
  readonly options: readonly number[];
  at: number;
  /** States from which all goes through this decision. */
  readonly states: readonly string[];
  count: CourseCount;
}

/**
 * Goes through every course there is: depth first, each time with the last answer changed that can still be.
 * Replaying the way from the start needs no copy of the world, so the code under test runs as it is.
 *
 * Different interleavings often meet in the same state, and from there on they are the same: what follows is run
 * once, and the courses through it are counted each time.
 */
export class SystematicChooser implements Chooser {
  total: CourseCount = noCourse;
  readonly #way: Fork[] = [];
  readonly #known = new Map<string, CourseCount>();
  readonly #isMerging: boolean;
  #states: string[] = [];
  #taken: number[] = [];
  #depth = 0;

  /** @param isMerging false runs every course on its own: to check the counting */
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
    return this.#take(weights.flatMap((weight, index) => (weight > 0 ? [index] : [])));
  }

  /** A state is reached. @returns whether everything that can follow was gone through before */
  readonly isKnown = (state: () => string): boolean => {
    if (!this.#isMerging || this.#depth < this.#way.length) return false;
    const digest = createHash('sha256').update(state()).digest('base64');
    const count = this.#known.get(digest);
    if (count) this.end(count);
    else this.#states.push(digest);
    return count !== undefined;
  };

  /** The course has come to its end, or to a state from which there are so many ends. */
  end(count: CourseCount): void {
    for (const state of this.#states) this.#known.set(state, count);
    this.#states = [];
    this.#add(count);
  }

  /** Turns to the next course. @returns false when there is none */
  next(): boolean {
    this.#depth = 0;
    this.#taken = [];
    for (let last = this.#way.at(-1); last; last = this.#way.at(-1)) {
      last.at += 1;
      if (last.at < last.options.length) return true;
      this.#way.pop();
      for (const state of last.states) this.#known.set(state, last.count);
      this.#add(last.count);
    }
    return false;
  }

  #add(count: CourseCount): void {
    const last = this.#way.at(-1);
    if (last) last.count = sumOfCourses(last.count, count);
    else this.total = sumOfCourses(this.total, count);
  }

  #take(options: readonly number[]): number {
    const answer = options.length > 1 ? this.#answer(options) : (options[0] ?? 0);
    this.#taken.push(answer);
    return answer;
  }

  #answer(options: readonly number[]): number {
    const fork = this.#way[this.#depth] ?? this.#fork(options);
    this.#depth += 1;
    return fork.options[fork.at] ?? 0;
  }

  #fork(options: readonly number[]): Fork {
    const fork = { options, at: 0, states: this.#states, count: noCourse };
    this.#states = [];
    this.#way.push(fork);
    return fork;
  }
}
