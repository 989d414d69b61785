import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectDirectory } from '../../service/project-directory.ts';
import { pythonProgram } from '../template/python-program.ts';
import { mustRun } from '../template/run-program.ts';
import { CurrencyList, iso4217Source } from './iso-4217-source.ts';

/** Prints the list as JSON. An entry without a currency, such as Antarctica's, has no code. */
const PRINT_LIST = `
import json, iso4217
units = {code: row["CcyMnrUnts"] for code, row in iso4217.raw_table.items() if code}
print(json.dumps({"version": iso4217.__version__, "published": str(iso4217.__published__), "minorUnits": units}))
`;
const PATH = 'lib/providers/reading/iso-4217.ts';

/** Writes the table of currencies. With `--check` it only compares, and fails when the table is out of date. */
const python = await pythonProgram('iso4217', 'python');
const { stdout } = await mustRun(python, ['-c', PRINT_LIST]);
const list = CurrencyList.parse(JSON.parse(stdout));
const source = iso4217Source(list);
const file = join(projectDirectory, PATH);
if (!process.argv.includes('--check')) {
  await writeFile(file, source);
  process.stdout.write(`${PATH} is written.\n`);
} else if ((await readFile(file, 'utf8')) === source) {
  process.stdout.write(`${PATH} is ISO 4217 as published on ${list.published}.\n`);
} else {
  process.stderr.write(`${PATH} is not the list that the package holds. Run npm run currencies.\n`);
  process.exitCode = 1;
}
