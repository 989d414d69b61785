import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { iso4217 } from '../../lib/providers/reading/iso-4217.ts';
import { iso4217Source } from '../../scripts/tables/iso-4217-source.ts';

const codes = Object.values(iso4217).flatMap((text) => text.split(/\s/));

describe('The table of currencies', () => {
  it('lists each code once', () => {
    expect(codes.filter((code) => !/^[A-Z]{3}$/.test(code))).toEqual([]);
    expect(new Set(codes).size).toBe(codes.length);
  });

  // BGN and ANG ended in 2025, XCG began.
  it('has the currencies of today and not those of yesterday', () => {
    expect(codes).toEqual(expect.arrayContaining(['USD', 'EUR', 'JPY', 'KWD', 'CLF', 'XCG', 'VES']));
    expect(codes.filter((code) => ['BGN', 'ANG', 'HRK', 'DEM', 'SLL', 'VEF'].includes(code))).toEqual([]);
  });

  it('names its source, its date and the command that writes it', () => {
    const text = readFileSync('lib/providers/reading/iso-4217.ts', 'utf8');
    const pinned = readFileSync('scripts/template/requirements/iso4217.txt', 'utf8').trim();
    expect(text).toContain(`from the Python package ${pinned.replace('==', ' ')}.`);
    expect(text).toMatch(/list one, published on \d{4}-\d\d-\d\d/);
    expect(text).toContain('npm run currencies');
  });
});

it('The table is written from a list by the digits of the minor unit, in the order of the alphabet', () => {
  const minorUnits = { USD: '2', XAU: 'N.A.', JPY: '0', EUR: '2', CLF: '4' };
  const source = iso4217Source({ version: '1.2.3', published: '2026-01-01', minorUnits });
  expect(source.slice(source.indexOf('= {'))).toBe("= {\n  0: 'JPY',\n  2: 'EUR USD',\n  4: 'CLF',\n};\n");
});
