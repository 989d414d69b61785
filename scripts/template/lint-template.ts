/** Checks the compiled template with cfn-lint. Warnings count as errors. The template itself lists the exemptions. */

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withPackagedService } from './packaged-service.ts';
import { pythonProgram } from './python-program.ts';
import { runProgram } from './run-program.ts';

const cfnLint = await pythonProgram('cfn-lint', 'cfn-lint');
process.exitCode = await withPackagedService(process.argv.slice(2), async ({ template, directory }) => {
  const file = join(directory, 'template.json');
  await writeFile(file, template);
  const { code, output } = await runProgram(cfnLint, ['--template', file, '--format', 'parseable']);
  process.stdout.write(output.replaceAll(file, 'template'));
  process.stdout.write(code === 0 ? 'cfn-lint: no errors, no warnings\n' : `cfn-lint ended with ${code}\n`);
  return code ?? 1;
});
