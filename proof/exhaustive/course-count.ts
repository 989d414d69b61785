import type { Storm } from '../simulation/world/storm.ts';

/** The number of courses from a state to an end, and on how many of them something goes wrong. */
export interface CourseCount {
  readonly courses: number;
  /** Courses on which an invocation dies. Each differs in the point of the crash or in the interleaving. */
  readonly crashes: number;
  /** Courses on which a call fails, before or after its effect. */
  readonly failures: number;
  /** Courses on which a visibility timeout ends early, an invocation runs out of time, or a sender hangs up. */
  readonly disturbances: number;
}

export const noCourse: CourseCount = { courses: 0, crashes: 0, failures: 0, disturbances: 0 };

export const oneCourse = (spent: Storm['spent']): CourseCount => ({
  courses: 1,
  crashes: Math.min(1, spent.crashes),
  failures: Math.min(1, spent.failures),
  disturbances: Math.min(1, spent.disturbances),
});
