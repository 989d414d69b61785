const MS_DIGITS_END = 'yyyy-mm-ddThh:mm:ss.sss'.length;

/** An ISO time in UTC for people: `2026-01-01 10:00:03.120`. */
export const shortTime = (iso: string): string =>
  iso.slice(0, MS_DIGITS_END).replace('T', ' ').replace(/Z$/, '');
