const TIME = /^\d{4}-\d\d-\d\dT/;

/** Values that stand nowhere else, each planted in one place, to see where that place comes out again. */
export class Canaries {
  readonly #places = new Map<string, string>();

  /** A word that any text field accepts. */
  text(place: string): string {
    return this.#plant(`Zq${String(this.#places.size).padStart(4, '0')}canaryKx`, place);
  }

  /** A number; as text it is found like a word, also where its last two digits are taken for cents. */
  number(place: string): number {
    return Number(`${this.#plant(`666${String(this.#places.size).padStart(4, '0')}1`, place)}00`);
  }

  /** The value with every text and every number in it replaced by a canary; times and the places in `kept` stay. */
  plant(value: unknown, place: string, kept: readonly string[] = []): unknown {
    if (kept.includes(place)) return value;
    if (typeof value === 'number') return this.number(place);
    if (typeof value === 'string') return TIME.test(value) ? value : this.text(place);
    if (Array.isArray(value)) return value.map((item, index) => this.plant(item, `${place}.${index}`, kept));
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    return Object.fromEntries(
      entries.map(([name, item]) => [name, this.plant(item, `${place}.${name}`, kept)]),
    );
  }

  /** The places whose canaries stand in a text, plainly, in base64 or in hexadecimal. */
  seenIn(text: string): readonly string[] {
    const seen = [...this.#places].filter(([canary]) =>
      disguises(canary).some((form) => text.includes(form)),
    );
    return seen.map(([, place]) => place);
  }

  #plant(canary: string, place: string): string {
    this.#places.set(canary, place);
    return canary;
  }
}

/** Base64 looks different at each of the three offsets; its first and last characters mix with what is around. */
function disguises(canary: string): readonly string[] {
  const base64 = ['', ' ', '  '].map((before) =>
    Buffer.from(before + canary)
      .toString('base64')
      .replace(/=+$/, '')
      .slice(before.length === 0 ? 0 : 4, -2),
  );
  return [canary, Buffer.from(canary).toString('hex'), ...base64];
}
