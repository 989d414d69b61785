import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { projectDirectory } from '../../service/project-directory.ts';

/** What the shop imports, apart from the package of this project. */
const PACKAGES = ['@aws-sdk/client-dynamodb', '@aws-sdk/client-sqs', 'standardwebhooks'];

/**
 * A copy of `examples/shop` in a temporary folder, with what it depends on. The package `checkout-webhooks` is the
 * sources as they are now. test/examples/shop.spec.ts runs the shop with the packed package.
 */
export class InstalledShop implements AsyncDisposable {
  readonly directory: string;

  private constructor(directory: string) {
    this.directory = directory;
  }

  static async install(): Promise<InstalledShop> {
    const shop = new InstalledShop(await mkdtemp(join(tmpdir(), 'example-shop-')));
    await cp(resolve(projectDirectory, 'examples/shop'), shop.directory, {
      recursive: true,
      filter: (path) => !path.includes('node_modules'),
    });
    const modules = join(shop.directory, 'node_modules');
    for (const name of PACKAGES) {
      await mkdir(join(modules, name, '..'), { recursive: true });
      await symlink(resolve(projectDirectory, 'node_modules', name), join(modules, name));
    }
    await shop.#linkSources(join(modules, 'checkout-webhooks'));
    return shop;
  }

  /** Node runs TypeScript only outside of `node_modules`, so the package is a link to a folder elsewhere. */
  async #linkSources(link: string): Promise<void> {
    const sources = join(this.directory, 'checkout-webhooks');
    await mkdir(sources);
    const exports = { '.': './checkouts-table.ts', './testing': './testing.ts' };
    await writeFile(join(sources, 'package.json'), JSON.stringify({ type: 'module', exports }));
    for (const file of ['checkouts-table.ts', 'testing.ts']) {
      const source = resolve(projectDirectory, 'lib', file);
      await writeFile(join(sources, file), `export * from ${JSON.stringify(source)};\n`);
    }
    await symlink(sources, link);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.directory, { recursive: true, force: true, maxRetries: 5 });
  }
}
