import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packText, unpackText } from '../../lib/aws/packed-text.ts';

const unpacked = (text: string) => {
  const value = packText(text);
  return unpackText({
    ...(value.S !== undefined && { S: value.S }),
    ...(value.B !== undefined && { B: value.B }),
  });
};

describe('A packed text', () => {
  it('takes half the bytes for a SHA-256, a UUID and a transaction hash', () => {
    expect(packText('ab'.repeat(32)).B).toHaveLength(32);
    expect(packText('aa96176f-1136-4716-9213-8f5ec43ffa81').B).toHaveLength(16);
    expect(packText(`0x${'ab'.repeat(32)}`).B).toHaveLength(33);
  });

  it('comes back to the letter, whatever it is', () => {
    const text = fc.oneof(
      fc.string(),
      fc.uuid(),
      fc.uuid().map((id) => id.toUpperCase()),
      fc.stringMatching(/^[0-9a-f]{64}$/),
      fc.stringMatching(/^[0-9A-F]{64}$/),
      fc.stringMatching(/^0[xX][0-9a-f]{64}$/),
      fc.stringMatching(/^[0-9a-f]{32}$/),
    );
    fc.assert(
      fc.property(text, (original) => {
        expect(unpacked(original)).toBe(original);
      }),
    );
  });
});
