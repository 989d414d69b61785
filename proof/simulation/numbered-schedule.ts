/** Returns the lines of a schedule with their numbers, as a report shows them. */
export const numberedSchedule = (lines: readonly string[]): readonly string[] =>
  lines.map((line, index) => `${String(index + 1).padStart(4)}. ${line}`);
