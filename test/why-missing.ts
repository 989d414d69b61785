import { execFileSync } from 'node:child_process';

/** Returns why a test cannot run here: which program this machine does not have. Undefined when it has all. */
export function whyMissing(
  ...commands: readonly (readonly [program: string, question: string])[]
): string | undefined {
  for (const [program, question] of commands) {
    try {
      execFileSync(program, [question], { stdio: 'ignore' });
    } catch {
      return `there is no ${program} on this machine`;
    }
  }
  return undefined;
}
