import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withPackagedService } from './package-service.ts';
import { pythonProgram } from './python-tool.ts';
import { runProgram } from './run-program.ts';

/** Checks the compiled template with cfn-lint: every error and every warning counts. Exempt is what the template says. */
const cfnLint = await pythonProgram('cfn-lint', 'cfn-lint');
process.exitCode = await withPackagedService(process.argv.slice(2), async ({ template, directory }) => {
  const file = join(directory, 'template.json');
  await writeFile(file, template);
  const { code, output } = await runProgram(cfnLint, ['--template', file, '--format', 'parseable']);
  process.stdout.write(output.replaceAll(file, 'template'));
  process.stdout.write(code === 0 ? 'cfn-lint: no error, no warning\n' : `cfn-lint ended with ${code}\n`);
  return code ?? 1;
});
