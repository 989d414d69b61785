const MS_PER_SECOND = 1_000;

/** Returns the whole Unix seconds of a time in ISO 8601, rounded down. */
export const unixSeconds = (iso: string): number => Math.floor(Date.parse(iso) / MS_PER_SECOND);
