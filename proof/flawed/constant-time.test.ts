/** The check of the signature must take constant time, which a test cannot measure; see `constant-time.ts`. */

import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkSignature } from '../../lib/webhook/signature.ts';
import { otherComparison } from './constant-time.ts';
import { plainComparison } from './verifying/plain-comparison.ts';

describe('The verdict on a signature', () => {
  it('comes from timingSafeEqual and from nothing else', () => {
    expect(otherComparison(checkSignature)).toBeUndefined();
  });

  it('does not when digests are compared with ===', () => {
    const { checkSignature: flawed } = plainComparison.parts;
    expect(flawed && otherComparison(flawed)).toBe('It refuses what timingSafeEqual accepts.');
  });

  it('does not when === is used first, and timingSafeEqual has no influence any more', () => {
    const both: typeof checkSignature = (scheme, delivery, secrets) => {
      const refusal = plainComparison.parts.checkSignature?.(scheme, delivery, secrets);
      return refusal === undefined ? undefined : checkSignature(scheme, delivery, secrets);
    };
    expect(otherComparison(both)).toBe('It accepts what timingSafeEqual refuses.');
  });

  it('comes from one file: no other one makes a digest that could be compared', () => {
    const signing = globSync('lib/**/*.ts').filter((file) =>
      readFileSync(file, 'utf8').includes('createHmac'),
    );
    expect(signing).toEqual(['lib/webhook/signature.ts']);
  });
});
