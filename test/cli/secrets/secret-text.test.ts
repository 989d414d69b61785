import { describe, expect, it } from 'vitest';
import { secretAges } from '../../../cli/secrets/secret-ages.ts';
import { fingerprint, generatedSecret, secretFrom } from '../../../cli/secrets/secret-text.ts';

describe('A secret that is typed or piped in', () => {
  it('is one line, without the line break', () => {
    expect(secretFrom('a good secret\n')).toBe('a good secret');
    expect(secretFrom('a good secret\r\n')).toBe('a good secret');
    expect(secretFrom('gutes-Geheimnis-ü')).toBe('gutes-Geheimnis-ü');
  });

  it.each([
    ['empty', '', 'fewer than 8'],
    ['short', 'short', 'fewer than 8'],
    ['on two lines', 'first-secret\nsecond-secret\n', 'on one line'],
    ['with a space at the end', 'a-secret-with ', 'begins or ends with a space'],
    ['with a control character', 'a-secret\u0007with', 'control character'],
    ['very long', 'x'.repeat(1_025), 'more than 1024'],
  ])('is refused if it is %s, and not quoted', (_case, input, complaint) => {
    expect(() => secretFrom(input)).toThrow(complaint);
    if (input.trim().length > 0) expect(() => secretFrom(input)).not.toThrow(input.trim());
  });
});

describe('A generated secret', () => {
  it('is 256 bits, new each time, and would be accepted as input', () => {
    const [one, other] = [generatedSecret(), generatedSecret()];
    expect(Buffer.from(one, 'base64url')).toHaveLength(32);
    expect(one).not.toBe(other);
    expect(secretFrom(one)).toBe(one);
  });
});

describe('secretAges', () => {
  it('counts the age of a secret from the version that added it', () => {
    const ages = secretAges([
      { secrets: ['b', 'x'], changedAt: '2026-01-01T00:00:00.000Z' },
      { secrets: ['a'], changedAt: '2026-01-02T00:00:00.000Z' },
      { secrets: ['b', 'a'], changedAt: '2026-01-03T00:00:00.000Z' },
      { secrets: ['c', 'b', 'a'], changedAt: '2026-01-04T00:00:00.000Z' },
    ]);
    expect(ages).toEqual([
      { fingerprint: fingerprint('c'), role: 'current', since: '2026-01-04T00:00:00.000Z' },
      { fingerprint: fingerprint('b'), role: 'previous', since: '2026-01-03T00:00:00.000Z' },
      { fingerprint: fingerprint('a'), role: 'previous', since: '2026-01-02T00:00:00.000Z' },
    ]);
  });

  it('returns no secrets without versions', () => {
    expect(secretAges([])).toEqual([]);
  });
});
