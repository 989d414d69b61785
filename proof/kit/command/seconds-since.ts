const MS_PER_SECOND = 1_000;

/** Returns whole seconds. @param start a time of `performance.now()` */
export const secondsSince = (start: number): number =>
  Math.round((performance.now() - start) / MS_PER_SECOND);
