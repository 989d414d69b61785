import type { Storm } from '../simulation/world/storm.ts';

/** How many courses lead from a state to an end, and what goes wrong on how many of them. */
export interface CourseCount {
  readonly courses: number;
  /** On which an invocation dies: each at another point, or among other interleavings. */
  readonly crashes: number;
  /** On which a call fails before or after its effect. */
  readonly failures: number;
  /** On which visibility ends early, time runs out or a sender hangs up. */
  readonly disturbances: number;
}

export const noCourse: CourseCount = { courses: 0, crashes: 0, failures: 0, disturbances: 0 };

export const oneCourse = (spent: Storm['spent']): CourseCount => ({
  courses: 1,
  crashes: Math.min(1, spent.crashes),
  failures: Math.min(1, spent.failures),
  disturbances: Math.min(1, spent.disturbances),
});

export const sumOfCourses = (left: CourseCount, right: CourseCount): CourseCount => ({
  courses: left.courses + right.courses,
  crashes: left.crashes + right.crashes,
  failures: left.failures + right.failures,
  disturbances: left.disturbances + right.disturbances,
});
