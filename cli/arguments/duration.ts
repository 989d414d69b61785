const MS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
type Unit = keyof typeof MS;

const isUnit = (text: string | undefined): text is Unit => text !== undefined && text in MS;

/** Converts a text such as `90s`, `30m`, `12h` or `7d` to milliseconds. Returns undefined for any other text. */
export function durationMs(text: string): number | undefined {
  const [, digits, unit] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  return isUnit(unit) ? Number(digits) * MS[unit] : undefined;
}

/** A duration for people, in its two largest units: `3 d 4 h`, `12 min 5 s`. */
export function durationText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / MS.s));
  const parts = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3_600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ] as const;
  const first = parts.findIndex(([count]) => count > 0);
  if (first < 0) return '0 s';
  const shown = parts.slice(first, first + 2).filter(([count]) => count > 0);
  return shown.map(([count, unit]) => `${count} ${unit}`).join(' ');
}
