import { projectDirectory } from '../service/project-directory.ts';
import { TEMPLATE_HASH_OUTPUT, templateHash } from '../service/template/template-hash.ts';

interface Outputs {
  [name: string]: { readonly Description: string; readonly Value: string };
}

/** The parts of Serverless that this plugin uses. */
interface Serverless {
  readonly service: {
    readonly provider: {
      readonly stage: string;
      readonly compiledCloudFormationTemplate?: { Outputs?: Outputs };
    };
  };
}

interface Options {
  readonly stage?: string;
}

/**
 * A Serverless plugin that adds the hash of the template's files to the outputs of the stack, so that `checkouts doctor`
 * sees whether a stage was deployed from other files than it has.
 */
// biome-ignore lint/style/noDefaultExport: Serverless takes a plugin's default export.
export default class MarkTemplate {
  readonly hooks: Readonly<Record<string, () => void>>;

  constructor({ service }: Serverless, { stage }: Options) {
    const mark = (): void => {
      const template = service.provider.compiledCloudFormationTemplate;
      const hash = templateHash(projectDirectory, stage ?? service.provider.stage);
      if (!template || hash === undefined) return;
      template.Outputs ??= {};
      template.Outputs[TEMPLATE_HASH_OUTPUT] = {
        Description: 'The hash of the files that made this template',
        Value: hash,
      };
    };
    this.hooks = { 'after:aws:package:finalize:mergeCustomProviderResources': mark };
  }
}
