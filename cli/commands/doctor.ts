import { Command } from 'commander';
import { examples, jsonOption, withTargetOptions } from '../arguments/options.ts';
import { examine } from '../doctor/examine.ts';
import type { Finding } from '../doctor/finding.ts';
import { CommandFailure } from '../failure/command-failure.ts';
import { describingFaults } from '../failure/describe-fault.ts';
import { findingLine } from '../render/finding-line.ts';
import { type TargetOptions, targetOf } from '../stage/target.ts';
import { fitOf, paint, print, printJson } from '../terminal/screen.ts';

const WHAT_IT_SENDS = `
For each provider it sends one webhook without a signature and one with a signature, about a checkout named
…doctor-probe-<time>. It then deletes the row of that checkout. The metrics count these webhooks. With --no-probe it
sends nothing.
Exit codes: 0 no problem, 1 a problem was found, 3 a check could not run.`;

interface DoctorOptions extends TargetOptions {
  readonly probe: boolean;
  readonly json?: true;
}

export const doctorCommand = (): Command =>
  withTargetOptions(new Command('doctor'))
    .option('--no-probe', 'send no webhooks')
    .addOption(jsonOption())
    .addHelpText('after', WHAT_IT_SENDS)
    .addHelpText('after', examples('doctor', 'doctor --stage prod', 'doctor --stage prod --no-probe --json'))
    .action(run);

async function run({ probe, json, ...options }: DoctorOptions): Promise<void> {
  const target = targetOf(options, process.env);
  const findings: Finding[] = [];
  await describingFaults(target, async () => {
    for await (const finding of examine(target, { environment: process.env, isProbing: probe })) {
      findings.push(finding);
      if (!json) print(findingLine(finding, paint, fitOf()));
    }
  });
  const all = findings.length;
  const bad = findings.filter(({ verdict }) => verdict === 'bad').length;
  const unknown = findings.filter(({ verdict }) => verdict === 'unknown').length;
  const result = { place: target.title, findings };
  if (bad > 0)
    throw new CommandFailure('problems_found', `${bad} of ${all} checks found a problem.`, { result });
  if (unknown > 0)
    throw new CommandFailure('checks_incomplete', `${unknown} of ${all} checks could not run.`, { result });
  if (json) printJson(result);
}
