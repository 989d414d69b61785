import { Command } from 'commander';
import { examples, jsonOption, withTargetOptions } from '../arguments/options.ts';
import { examine } from '../doctor/examine.ts';
import type { Finding } from '../doctor/finding.ts';
import { CommandFailure, exitCode } from '../failure/command-failure.ts';
import { describingFaults } from '../failure/describe-fault.ts';
import { findingLine } from '../render/finding-line.ts';
import { type TargetOptions, targetOf } from '../stage/target.ts';
import { paint, print, printJson } from '../terminal/screen.ts';

const WHAT_IT_LEAVES = `
For each provider it sends one webhook without a signature and one with, about a checkout named
…doctor-probe-<time>, and removes that row again. The metrics count them; --no-probe sends nothing.
Exit codes: 0 all well, 1 something is not, 3 something could not be looked at.`;

interface DoctorOptions extends TargetOptions {
  readonly probe: boolean;
  readonly json?: true;
}

export const doctorCommand = (): Command =>
  withTargetOptions(new Command('doctor'))
    .description('Look whether everything is as it should be, and say what to do where it is not.')
    .option('--no-probe', 'only look, send no webhook')
    .addOption(jsonOption())
    .addHelpText('after', WHAT_IT_LEAVES)
    .addHelpText('after', examples('doctor', 'doctor --stage prod', 'doctor --stage prod --no-probe --json'))
    .action(run);

async function run({ probe, json, ...at }: DoctorOptions): Promise<void> {
  const target = targetOf(at, process.env);
  const findings: Finding[] = [];
  await describingFaults(target, async () => {
    for await (const finding of examine(target, { environment: process.env, isProbing: probe })) {
      findings.push(finding);
      if (!json) print(findingLine(finding, paint));
    }
  });
  if (json) printJson({ place: target.title, findings });
  const count = (verdict: Finding['verdict']) =>
    findings.filter((finding) => finding.verdict === verdict).length;
  if (count('bad') > 0)
    throw new CommandFailure(exitCode.no, `${count('bad')} of ${findings.length} are not as they should be.`);
  if (count('unknown') > 0)
    throw new CommandFailure(
      exitCode.fault,
      `${count('unknown')} of ${findings.length} could not be looked at.`,
    );
}
