import { execFileSync, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const PEER = '@aws-sdk/client-dynamodb';

/** A shop's own project, in a folder outside of this one. */
export class Shop {
  readonly directory: string;

  private constructor(directory: string) {
    this.directory = directory;
  }

  /** Makes a shop that has the package as it was just built, without asking the registry. */
  static async withBuild(): Promise<Shop> {
    const shop = await Shop.#empty();
    execFileSync(
      'npm',
      ['run', '-s', 'build', '--', join(shop.directory, 'node_modules/checkout-webhooks')],
      {
        stdio: 'inherit',
      },
    );
    const peer = join(shop.directory, 'node_modules', PEER);
    await mkdir(join(peer, '..'), { recursive: true });
    await symlink(resolve('node_modules', PEER), peer);
    return shop;
  }

  /** Makes a shop that installed the packed package with npm. */
  static async withTarball(): Promise<Shop> {
    const shop = await Shop.#empty();
    const build = join(shop.directory, 'build');
    execFileSync('npm', ['run', '-s', 'build', '--', build], { stdio: 'inherit' });
    shop.run('npm', 'pack', '--silent', './build');
    await rm(build, { recursive: true });
    const [tarball = ''] = (await readdir(shop.directory)).filter((name) => name.endsWith('.tgz'));
    shop.run('npm', 'install', '--no-audit', '--no-fund', `./${tarball}`);
    return shop;
  }

  static async #empty(): Promise<Shop> {
    const shop = new Shop(await mkdtemp(join(tmpdir(), 'shop-')));
    await mkdir(join(shop.directory, 'node_modules'));
    await shop.write('package.json', JSON.stringify({ name: 'shop', private: true, type: 'module' }));
    return shop;
  }

  write(path: string, text: string): Promise<void> {
    return writeFile(join(this.directory, path), text);
  }

  /** Runs a program in the shop. @returns its standard output @throws Error when it fails */
  run(program: string, ...args: readonly string[]): string {
    return this.runWith(process.env, program, ...args);
  }

  runWith(env: NodeJS.ProcessEnv, program: string, ...args: readonly string[]): string {
    return execFileSync(program, args, { cwd: this.directory, encoding: 'utf8', env });
  }

  /** @returns what a program that fails prints on standard error */
  failureWith(env: NodeJS.ProcessEnv, program: string, ...args: readonly string[]): string {
    const { status, stderr } = spawnSync(program, args, { cwd: this.directory, encoding: 'utf8', env });
    if (status === 0) throw new Error(`${program} ${args.join(' ')} does not fail.`);
    return stderr;
  }

  remove(): Promise<void> {
    return rm(this.directory, { recursive: true });
  }
}
