import { expect, it } from 'vitest';
import { makeFixtures } from './make-fixtures.ts';
import { releasedVersions } from './released-versions.ts';
import { digestOfFixtures, fixtureVersions, readFixtures, writeFixtures } from './version-fixtures.ts';

const TIMEOUT_MS = 120_000;

it('The fixtures of a released version never change', () => {
  const digests = fixtureVersions().map((version) => [version, digestOfFixtures(version)]);
  expect(Object.fromEntries(digests)).toEqual(releasedVersions);
});

it('The command refuses to write the fixtures of a version again', () => {
  const [version = ''] = fixtureVersions();
  expect(() => writeFixtures(version, readFixtures(version), new Uint8Array())).toThrow('has fixtures');
  expect(digestOfFixtures(version)).toBe(releasedVersions[version]);
});

it(
  'Whoever changes what is written adds fixtures: `npm run versions` writes those of a new version',
  async () => {
    const newest = fixtureVersions().at(-1) ?? '';
    expect(await makeFixtures()).toEqual(readFixtures(newest));
  },
  TIMEOUT_MS,
);
