import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleFunction } from './bundle/bundle-function.ts';
import { zipFile } from './bundle/zip-file.ts';

interface LambdaFunction {
  readonly handler: string;
  package?: { readonly artifact?: string };
}

/** The parts of Serverless that this plugin uses. */
interface Serverless {
  readonly serviceDir: string;
  readonly service: {
    getAllFunctions(): readonly string[];
    getFunction(name: string): LambdaFunction;
  };
}

/**
 * A Serverless plugin that bundles each function and hands it over as a zip file. The same code makes the same file, so
 * that Serverless sees when nothing changed.
 */
// biome-ignore lint/style/noDefaultExport: Serverless takes a plugin's default export.
export default class BundleFunctions {
  readonly hooks: Readonly<Record<string, () => Promise<void>>>;

  constructor(serverless: Serverless) {
    const bundle = () => bundleFunctions(serverless);
    this.hooks = {
      'before:package:createDeploymentArtifacts': bundle,
      'before:deploy:function:packageFunction': bundle,
    };
  }
}

async function bundleFunctions({ serviceDir, service }: Serverless): Promise<void> {
  // Serverless moves what is in this folder to where a user wants it.
  const folder = '.serverless';
  await mkdir(join(serviceDir, folder), { recursive: true });
  for (const name of service.getAllFunctions()) {
    const lambda = service.getFunction(name);
    const entry = lambda.handler.slice(0, lambda.handler.lastIndexOf('.'));
    const artifact = join(folder, `${name}.zip`);
    await writeFile(join(serviceDir, artifact), zipFile(await bundleFunction(serviceDir, entry)));
    lambda.package = { ...lambda.package, artifact };
  }
}
