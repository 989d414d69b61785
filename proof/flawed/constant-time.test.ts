import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkSignature } from '../../lib/webhook/signature.ts';
import { otherComparison } from './constant-time.ts';
import { plainComparison } from './verifying/plain-comparison.ts';

describe('The verdict on a signature', () => {
  it('is that of timingSafeEqual and of nothing else', () => {
    expect(otherComparison(checkSignature)).toBeUndefined();
  });

  it('is not when digests are compared with ===', () => {
    const { checkSignature: flawed } = plainComparison.parts;
    expect(flawed && otherComparison(flawed)).toBe('It refuses what timingSafeEqual accepts.');
  });

  it('is not when === is asked first, and timingSafeEqual only in vain', () => {
    const both: typeof checkSignature = (scheme, headers, body, secrets) =>
      plainComparison.parts.checkSignature?.(scheme, headers, body, secrets) === undefined
        ? undefined
        : checkSignature(scheme, headers, body, secrets);
    expect(otherComparison(both)).toBe('It accepts what timingSafeEqual refuses.');
  });

  it('is given in one place: no other file makes a digest that could be compared', () => {
    const signing = globSync('lib/**/*.ts').filter((file) =>
      readFileSync(file, 'utf8').includes('createHmac'),
    );
    expect(signing).toEqual(['lib/webhook/signature.ts']);
  });
});
