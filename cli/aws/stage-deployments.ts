import {
  CloudFormationClient,
  GetTemplateCommand,
  paginateDescribeStackEvents,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { GetObjectCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod/mini';
import { deploymentsIn, type StageDeployment, stateKeyOf, templateKeyOf } from '../rollback/deployments.ts';
import type { StackEvent } from '../rollback/stack-update.ts';
import type { DeployedTarget } from '../stage/target.ts';

/** The parts of a compiled template that a rollback needs. */
const Template = z.object({
  Parameters: z.optional(z.record(z.string(), z.unknown())),
  Resources: z.record(
    z.string(),
    z.object({
      Properties: z.optional(z.object({ Code: z.optional(z.object({ S3Key: z.optional(z.string()) })) })),
    }),
  ),
  Outputs: z.optional(z.record(z.string(), z.object({ Value: z.unknown() }))),
});
export type Template = z.infer<typeof Template>;

const State = z.object({
  service: z.object({
    provider: z.object({
      stackParameters: z.optional(
        z.array(z.object({ ParameterKey: z.string(), ParameterValue: z.string() })),
      ),
    }),
  }),
});

/** A parameter for an update of the stack. Without a value, it keeps the one that it has. */
export interface StackParameter {
  readonly name: string;
  readonly value: string | undefined;
}

/** The deployments of a stage: their files in its bucket, and its stack. */
export class StageDeployments {
  readonly #stackName: string;
  readonly #stage: string;
  readonly #bucket: string;
  readonly #cloudFormation: CloudFormationClient;
  readonly #s3: S3Client;

  constructor({ aws, stackName, stage }: DeployedTarget, bucket: string) {
    this.#stackName = stackName;
    this.#stage = stage;
    this.#bucket = bucket;
    this.#cloudFormation = new CloudFormationClient(aws);
    // With the bucket in the path, one address serves every AWS API server.
    this.#s3 = new S3Client({ ...aws, forcePathStyle: true });
  }

  /** Returns the deployments whose files are in the bucket, oldest first. */
  async list(): Promise<readonly StageDeployment[]> {
    const keys: string[] = [];
    const request = { Bucket: this.#bucket, Prefix: 'serverless/' };
    for await (const { Contents = [] } of paginateListObjectsV2({ client: this.#s3 }, request))
      for (const { Key } of Contents) if (Key?.includes(`/${this.#stage}/`)) keys.push(Key);
    return deploymentsIn(keys);
  }

  /** Returns the template that the stack has now. */
  async currentTemplate(): Promise<Template> {
    const command = new GetTemplateCommand({ StackName: this.#stackName, TemplateStage: 'Original' });
    const { TemplateBody = '' } = await this.#cloudFormation.send(command);
    return z.parse(Template, JSON.parse(TemplateBody));
  }

  async templateOf(deployment: StageDeployment): Promise<Template> {
    return z.parse(Template, JSON.parse(await this.#read(templateKeyOf(deployment))));
  }

  /** Returns the values that the parameters of the stack had in a deployment. */
  async parametersOf(deployment: StageDeployment): Promise<ReadonlyMap<string, string>> {
    const { service } = z.parse(State, JSON.parse(await this.#read(stateKeyOf(deployment))));
    const values = new Map<string, string>();
    for (const { ParameterKey, ParameterValue } of service.provider.stackParameters ?? [])
      values.set(ParameterKey, ParameterValue);
    return values;
  }

  /** Returns the events of the stack, oldest first. */
  async events(): Promise<readonly StackEvent[]> {
    const events: StackEvent[] = [];
    const request = { StackName: this.#stackName };
    const pages = paginateDescribeStackEvents({ client: this.#cloudFormation }, request);
    for await (const { StackEvents = [] } of pages) {
      for (const { Timestamp, StackId, PhysicalResourceId, ...event } of StackEvents)
        events.unshift({
          at: Timestamp?.getTime() ?? 0,
          isStack: StackId === PhysicalResourceId,
          resource: event.LogicalResourceId ?? '',
          status: event.ResourceStatus ?? '',
          reason: event.ResourceStatusReason ?? '',
        });
    }
    return events;
  }

  /** Starts to update the stack to a deployment's template. */
  async startUpdate(deployment: StageDeployment, parameters: readonly StackParameter[]): Promise<void> {
    const region = await this.#cloudFormation.config.region();
    const domain = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
    const command = new UpdateStackCommand({
      StackName: this.#stackName,
      TemplateURL: `https://s3.${region}.${domain}/${this.#bucket}/${templateKeyOf(deployment)}`,
      Capabilities: ['CAPABILITY_NAMED_IAM'],
      Parameters: parameters.map(({ name, value }) =>
        value === undefined
          ? { ParameterKey: name, UsePreviousValue: true }
          : { ParameterKey: name, ParameterValue: value },
      ),
    });
    await this.#cloudFormation.send(command);
  }

  async #read(key: string): Promise<string> {
    const { Body } = await this.#s3.send(new GetObjectCommand({ Bucket: this.#bucket, Key: key }));
    return (await Body?.transformToString()) ?? '';
  }
}
