// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are variables of CloudFormation, not of JavaScript
import { findProvider } from '../lib/providers/registry.ts';
import { webhookOutput } from '../service/template/webhook-output.ts';

interface Statement {
  readonly Action: unknown;
  Resource: unknown;
}

/** The parts of the compiled template that this plugin reads and changes. */
export interface ProviderTemplate {
  readonly Resources: {
    readonly IngestLambdaFunction: {
      readonly Properties: {
        readonly Environment: { readonly Variables: Readonly<Record<string, unknown>> };
      };
    };
    readonly IngestRole: {
      readonly Properties: {
        readonly Policies: readonly {
          readonly PolicyDocument: { readonly Statement: readonly Statement[] };
        }[];
      };
    };
  };
  readonly Outputs: Record<string, { readonly Description?: string; readonly Value: unknown }>;
}

/** The parts of Serverless that this plugin uses. */
interface Serverless {
  readonly service: { readonly provider: { readonly compiledCloudFormationTemplate?: ProviderTemplate } };
}

/**
 * A Serverless plugin that adds what follows from the providers that are switched on, which YAML cannot read from the
 * registry: an output with the URL of each, and the permission to read the secrets of each.
 */
// biome-ignore lint/style/noDefaultExport: Serverless takes a plugin's default export.
export default class AddProviders {
  readonly hooks: Readonly<Record<string, () => void>>;

  constructor({ service }: Serverless) {
    const add = (): void => {
      const template = service.provider.compiledCloudFormationTemplate;
      if (template) addProviders(template);
    };
    this.hooks = { 'after:aws:package:finalize:mergeCustomProviderResources': add };
  }
}

/** The settings of ingest say which providers are switched on, and under which path their secrets are. */
export function addProviders({ Resources, Outputs }: ProviderTemplate): void {
  const { PROVIDERS, PUBLIC_URL, SECRETS_PREFIX } =
    Resources.IngestLambdaFunction.Properties.Environment.Variables;
  const parameters: unknown[] = [];
  for (const name of String(PROVIDERS).split(/\s+/)) {
    const provider = findProvider(name);
    if (!provider) continue;
    const { output, description } = webhookOutput(provider);
    Outputs[output] = {
      Description: description,
      Value: { 'Fn::Join': ['', [PUBLIC_URL, `/webhooks/${name}`]] },
    };
    parameters.push({ 'Fn::Sub': `${PARAMETER_ARN}${SECRETS_PREFIX}/${name}/secrets` });
  }
  for (const { PolicyDocument } of Resources.IngestRole.Properties.Policies) {
    for (const statement of PolicyDocument.Statement) {
      if (statement.Action === 'ssm:GetParameters') statement.Resource = parameters;
    }
  }
}

const PARAMETER_ARN = 'arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}:parameter';
