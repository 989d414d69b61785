const TIME = /^\d{4}-\d\d-\d\dT/;

/** Unique values, each planted at one path of an input, to find out where the content of that path is written. */
export class Canaries {
  readonly #paths = new Map<string, string>();

  /** Returns a word that any text field accepts. */
  text(path: string): string {
    return this.#plant(`Zq${String(this.#paths.size).padStart(4, '0')}canaryKx`, path);
  }

  /** Returns a number. Its text is found even if its last two digits are taken as cents. */
  number(path: string): number {
    return Number(`${this.#plant(`666${String(this.#paths.size).padStart(4, '0')}1`, path)}00`);
  }

  /** Returns a copy with every text and number replaced by a canary, except times and the paths in `kept`. */
  plant(value: unknown, path: string, kept: readonly string[] = []): unknown {
    if (kept.includes(path)) return value;
    if (typeof value === 'number') return this.number(path);
    if (typeof value === 'string') return TIME.test(value) ? value : this.text(path);
    if (Array.isArray(value)) return value.map((item, index) => this.plant(item, `${path}.${index}`, kept));
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    return Object.fromEntries(
      entries.map(([name, item]) => [name, this.plant(item, `${path}.${name}`, kept)]),
    );
  }

  /** Returns the paths whose canaries are in a text, as they are, in base64 or in hexadecimal. */
  seenIn(text: string): readonly string[] {
    const seen = [...this.#paths].filter(([canary]) => encodings(canary).some((form) => text.includes(form)));
    return seen.map(([, path]) => path);
  }

  #plant(canary: string, path: string): string {
    this.#paths.set(canary, path);
    return canary;
  }
}

/** Base64 differs at each of three offsets. Its first and last characters depend on the neighboring text. */
function encodings(canary: string): readonly string[] {
  const base64 = ['', ' ', '  '].map((before) =>
    Buffer.from(before + canary)
      .toString('base64')
      .replace(/=+$/, '')
      .slice(before.length === 0 ? 0 : 4, -2),
  );
  return [canary, Buffer.from(canary).toString('hex'), ...base64];
}
