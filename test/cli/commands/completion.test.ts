import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import packageJson from '../../../package.json' with { type: 'json' };
import { checkouts, checkoutsHere } from '../run-checkouts.ts';

const script = async (shell: string) => (await checkoutsHere(['completion', shell])).stdout;

/** Completes the last word of a command line in bash, as the Tab key does. */
async function completed(...words: readonly string[]): Promise<readonly string[]> {
  const quoted = words.map((word) => `'${word}'`).join(' ');
  const lines = `${await script('bash')}
COMP_WORDS=(${quoted}); COMP_CWORD=${words.length - 1}; _checkouts; echo "\${COMPREPLY[@]}"`;
  const { stdout } = await promisify(execFile)('bash', ['-c', lines]);
  return stdout.trim().split(' ');
}

describe('checkouts completion', () => {
  it.each([
    [
      ['checkouts', 're'],
      ['resolve', 'rebuild', 'republish'],
    ],
    [['checkouts', 'dlq', 're'], ['redrive']],
    [['checkouts', 'dlq', 'redrive', '--ra'], ['--rate']],
    [['checkouts', 'list', '--li'], ['--limit']],
    [['checkouts', 'list', '--state', 'pe'], ['pending']],
    [['checkouts', 'get', 'CCO-1', '--provider', 't'], ['tweed']],
    [['checkouts', 'send', 'in'], ['inqud']],
    [
      ['checkouts', 'completion', ''],
      ['bash', 'zsh', 'fish', '--json'],
    ],
  ])('bash completes %j', async (words, expected) => {
    expect(await completed(...words)).toEqual(expected);
  });

  it('zsh uses the script of bash', async () => {
    expect(await script('zsh')).toContain(await script('bash'));
  });

  it('fish shows descriptions, and quotes them', async () => {
    const lines = (await script('fish')).split('\n');
    expect(lines).toContain(
      "complete -c checkouts -f -n '__fish_use_subcommand' -a url -d 'Show what to enter in each provider\\'s dashboard.'",
    );
    expect(lines.some((line) => line.includes("-l state -x -a 'pending processing succeeded"))).toBe(true);
  });

  it('suggests the shell that a mistyped name probably means', async () => {
    const { code, stderr } = await checkoutsHere(['completion', 'bsh']);
    expect(code).toBe(2);
    expect(stderr).toContain('Did you mean bash?');
  });
});

it('checkouts version prints the version, with --json the Node that runs it too', async () => {
  expect((await checkouts(['version'])).stdout).toBe(`${packageJson.version}\n`);
  const { stdout } = await checkoutsHere(['version', '--json']);
  expect(JSON.parse(stdout)).toEqual({ version: packageJson.version, node: process.version });
});
