import { readFileSync } from 'node:fs';
import { deployedBundle } from '../../bench/kit/deployed-bundle.ts';
import { makeFixtures } from './make-fixtures.ts';
import { digestOfFixtures, fixtureVersions, writeFixtures } from './version-fixtures.ts';

/** Writes the fixtures of the running code as those of a new version: `npm run versions`. */
const version = `v${fixtureVersions().length + 1}`;
const { file } = await deployedBundle('functions/consume.ts');
writeFixtures(version, await makeFixtures(), readFileSync(file));
console.info(`Wrote test/versions/${version}. Add this line to test/versions/released-versions.ts:`);
console.info(`  ${version}: '${digestOfFixtures(version)}',`);
