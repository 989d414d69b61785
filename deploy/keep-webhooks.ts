import { takenNamesProblem, waitingWebhooksProblem } from './account/retained-names.ts';
import { retainedQueues } from './account/retained-queues.ts';
import { AwsAccount, type AwsConfig, type StageAccount } from './account/stage-account.ts';

/** The parts of Serverless that this plugin uses. */
interface Serverless {
  readonly classes: { readonly Error: new (message: string, code: string) => Error };
  readonly service: { readonly provider: { readonly compiledCloudFormationTemplate?: unknown } };
  getProvider(name: 'aws'): { getStage(): string; getAwsSdkV3Config(): Promise<AwsConfig> };
}

type Check = (account: StageAccount, stage: string) => Promise<string | undefined>;

/**
 * A Serverless plugin that looks into the account before it is changed. `deploy` is refused if the names that the stack
 * needs are taken. `remove` is refused while webhooks wait that were acknowledged and not applied.
 */
// biome-ignore lint/style/noDefaultExport: Serverless takes a plugin's default export.
export default class KeepWebhooks {
  readonly hooks: Readonly<Record<string, () => Promise<void>>>;

  constructor(serverless: Serverless) {
    const namesTaken: Check = (account, stage) => {
      const template = serverless.service.provider.compiledCloudFormationTemplate;
      return takenNamesProblem(account, stage, template === undefined ? [] : retainedQueues(template));
    };
    this.hooks = {
      'before:deploy:deploy': () => refuseIf(namesTaken, serverless, 'NAMES_TAKEN'),
      'before:remove:remove': () => refuseIf(waitingWebhooksProblem, serverless, 'WEBHOOKS_WAIT'),
    };
  }
}

async function refuseIf(check: Check, serverless: Serverless, code: string): Promise<void> {
  const provider = serverless.getProvider('aws');
  const { region, credentials } = await provider.getAwsSdkV3Config();
  const problem = await check(new AwsAccount({ region, credentials }), provider.getStage());
  if (problem !== undefined) throw new serverless.classes.Error(problem, code);
}
