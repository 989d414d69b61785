import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** The outcome of a program. */
export interface Outcome {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A copy of the files that start the project's programs, in a folder with a space in its name. */
export class ProgramCopy {
  readonly directory: string;

  private constructor(directory: string) {
    this.directory = directory;
  }

  /** @param programs more files, by path */
  static async make(programs: Readonly<Record<string, string>> = {}): Promise<ProgramCopy> {
    const copy = new ProgramCopy(await mkdtemp(join(tmpdir(), 'launch with spaces-')));
    for (const path of ['package.json', 'launch', 'cli/checkouts.mjs'])
      await cp(path, join(copy.directory, path), { recursive: true });
    for (const [path, text] of Object.entries(programs)) await writeFile(join(copy.directory, path), text);
    return copy;
  }

  /** Leaves the package `node` as `npm ci --ignore-scripts` does: without its program. */
  async addNodePackage(): Promise<void> {
    await mkdir(join(this.directory, 'node_modules/node'), { recursive: true });
  }

  async addOwnNode(): Promise<void> {
    const path = join(this.directory, 'node_modules/node/bin/node');
    await mkdir(dirname(path), { recursive: true });
    await symlink(process.execPath, path);
  }

  /** Runs a command in the copy, with the folder of this Node first on its PATH. */
  run(node: string, command: string, ...args: readonly string[]): Promise<Outcome> {
    const env = { PATH: `${dirname(node)}:/usr/bin:/bin`, HOME: this.directory };
    return new Promise((done) => {
      const child = execFile(command, args, { cwd: this.directory, env }, (_error, stdout, stderr) => {
        done({ code: child.exitCode, signal: child.signalCode, stdout, stderr });
      });
    });
  }

  remove(): Promise<void> {
    return rm(this.directory, { recursive: true });
  }
}
