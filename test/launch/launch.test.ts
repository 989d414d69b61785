import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { oldNode, whyNoOldNode } from './old-node.ts';
import { ProgramCopy } from './program-copy.ts';

/** These bring a program of their own, or run on an old Node too. */
const ANY_NODE = /^(biome|tsc|knip|npm)\b/;
const scripts = Object.entries(packageJson.scripts).filter(([, script]) => !ANY_NODE.test(script));

const programs = {
  'show.ts': 'const shown: string[] = process.argv.slice(1);\nconsole.log(JSON.stringify(shown));',
  'code.ts': 'process.exitCode = 7;',
  'color.ts': "console.log(process.env['NO_COLOR']);",
  'throw.ts': "throw new RangeError('thrown');",
  'never.ts': 'await new Promise(() => undefined);',
  'die.ts': "process.kill(process.pid, 'SIGKILL');",
  'wait.ts':
    "process.once('SIGTERM', () => process.exit(8));\nsetTimeout(() => process.kill(process.ppid, 'SIGTERM'), 50);\nsetTimeout(() => undefined, 10_000);",
};

it.each(scripts)('npm run %s asks for the version of Node first: %s', (_name, script) => {
  expect(script).toMatch(/^node launch\/(run|check-node|check-tools)\.mjs\b/);
});

describe.each([
  ['a recent Node', process.execPath, ''],
  ['an old Node, which hands over to the one in node_modules', oldNode?.path ?? '', whyNoOldNode],
])('A program started with %s', (_title, node, whyNot) => {
  describe.skipIf(whyNot)(`in a folder with spaces${whyNot}`, () => {
    let copy: ProgramCopy;
    const run = (...args: readonly string[]) => copy.run(node, node, 'launch/run.mjs', ...args);

    beforeAll(async () => {
      copy = await ProgramCopy.make(programs);
      await copy.addOwnNode();
    });
    afterAll(() => copy.remove());

    it('is told to write no colors into a pipe', async () => {
      expect((await run('color.ts')).stdout).toBe('1\n');
    });

    it('finds its arguments as if it had been started alone', async () => {
      const { code, stdout } = await run('show.ts', 'a b', '--flag', '');
      expect({ code, shown: JSON.parse(stdout) }).toEqual({
        code: 0,
        shown: [join(copy.directory, 'show.ts'), 'a b', '--flag', ''],
      });
    });

    it('decides the exit code', async () => {
      expect(await run('code.ts')).toMatchObject({ code: 7, stdout: '', stderr: '' });
    });

    it('fails with its own error', async () => {
      const { code, stderr } = await run('throw.ts');
      expect(code).toBe(1);
      expect(stderr).toContain('RangeError: thrown');
    });

    it('ends with exit code 13 when it waits for something that never happens, as under Node alone', async () => {
      expect(await run('never.ts')).toMatchObject({ code: 13 });
    });

    it('ends by the signal that ended it', async () => {
      expect(await run('die.ts')).toMatchObject({ signal: 'SIGKILL' });
    });
  });
});

describe.skipIf(whyNoOldNode)(`An old Node${whyNoOldNode}`, () => {
  const { path = '', version = '' } = oldNode ?? {};
  const complaint = (remedy: string) => ({
    code: 1,
    stdout: '',
    stderr: `This project needs Node 24 or newer, but this is Node ${version}. ${remedy}\n`,
  });
  const afterIgnoredScripts = complaint(
    "To install the project's own Node, run: npm rebuild node (or npm ci without --ignore-scripts)",
  );
  let copy: ProgramCopy;

  beforeAll(async () => {
    copy = await ProgramCopy.make(programs);
  });
  afterAll(() => copy.remove());

  it('says what to run when nothing is installed', async () => {
    expect(await copy.run(path, path, 'cli/checkouts.mjs')).toMatchObject(
      complaint("To install the project's own Node, run: npm ci"),
    );
  });

  describe('after npm ci --ignore-scripts', () => {
    beforeAll(() => copy.addNodePackage());

    it.each(scripts)('says what to run to: npm run %s (%s)', async (_name, script) => {
      expect(await copy.run(path, 'sh', '-c', script)).toMatchObject(afterIgnoredScripts);
    });

    it('says it through npm as well', async () => {
      expect(await copy.run(path, 'npm', 'run', '-s', 'demo')).toMatchObject(afterIgnoredScripts);
    });

    it('says it to checkouts, and to serverless before it loads a plugin in TypeScript', async () => {
      expect(await copy.run(path, './cli/checkouts.mjs', 'get')).toMatchObject(afterIgnoredScripts);
      expect(await copy.run(path, path, 'launch/check-node.mjs')).toMatchObject(afterIgnoredScripts);
    });
  });

  describe('when the project has its own Node', () => {
    beforeAll(() => copy.addOwnNode());

    it('passes SIGTERM on to the program', async () => {
      expect(await copy.run(path, path, 'launch/run.mjs', 'wait.ts')).toMatchObject({ code: 8 });
    });

    it('says how to get what --omit=dev left out', async () => {
      const { code, stderr } = await copy.run(process.execPath, process.execPath, 'launch/check-tools.mjs');
      expect({ code, stderr }).toEqual({
        code: 1,
        stderr: 'This command needs packages that --omit=dev leaves out. To install them, run: npm ci\n',
      });
    });

    it('asks for npx where it cannot hand over', async () => {
      expect(await copy.run(path, path, 'launch/check-node.mjs')).toMatchObject(
        complaint('Use npm run or npx, which take the Node in node_modules.'),
      );
    });
  });
});
