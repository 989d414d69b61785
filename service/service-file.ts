import * as z from 'zod/mini';
import { readCloudFormationYaml } from './cloudformation-yaml.ts';
import { resolveVariables } from './variables.ts';

/** A reference to a resource. Its value is known only where the service runs. */
const Reference = z.union([
  z.strictObject({ Ref: z.string() }),
  z.strictObject({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) }),
]);

/** A value that CloudFormation computes. */
const Computed = z.strictObject({ 'Fn::If': z.array(z.unknown()) });

const EnvironmentValue = z.union([
  z.string(),
  z.pipe(z.union([z.number(), z.boolean()]), z.transform(String)),
  Reference,
  Computed,
]);
export type EnvironmentValue = z.infer<typeof EnvironmentValue>;
const Environment = z.record(z.string(), EnvironmentValue);

/** What can happen to an item of a table. */
const StreamEventNames = ['INSERT', 'MODIFY', 'REMOVE'] as const;
export type StreamEventName = (typeof StreamEventNames)[number];

const SqsEvent = z.object({
  arn: z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('Arn')]) }),
  batchSize: z._default(z.int(), 10),
  maximumBatchingWindow: z._default(z.int(), 0),
  functionResponseType: z.optional(z.literal('ReportBatchItemFailures')),
  maximumConcurrency: z.optional(z.int()),
  enabled: z._default(z.boolean(), true),
});

/** Defaults are Serverless's. A record that fails is tried again without end, because the local stack has no other way. */
const StreamEvent = z.object({
  type: z.literal('dynamodb'),
  arn: z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('StreamArn')]) }),
  batchSize: z._default(z.int(), 10),
  batchWindow: z._default(z.int(), 0),
  startingPosition: z._default(z.literal('TRIM_HORIZON'), 'TRIM_HORIZON'),
  parallelizationFactor: z._default(z.int(), 1),
  maximumRetryAttempts: z._default(z.literal(-1), -1),
  bisectBatchOnFunctionError: z._default(z.boolean(), false),
  functionResponseType: z.optional(z.literal('ReportBatchItemFailures')),
  filterPatterns: z.optional(z.array(z.strictObject({ eventName: z.array(z.enum(StreamEventNames)) }))),
  enabled: z._default(z.boolean(), true),
});

const HttpApiEvent = z.union([z.string(), z.object({ method: z.string(), path: z.string() })]);

const FunctionEvent = z.object({
  httpApi: z.optional(HttpApiEvent),
  sqs: z.optional(SqsEvent),
  stream: z.optional(StreamEvent),
});

const FunctionSection = z.object({
  handler: z.string(),
  timeout: z.optional(z.number()),
  memorySize: z.optional(z.int()),
  environment: z._default(Environment, {}),
  events: z._default(z.array(FunctionEvent), []),
});

const Resource = z.object({ Type: z.string(), Properties: z._default(z.looseObject({}), {}) });
const Resources = z.object({ Resources: z._default(z.record(z.string(), Resource), {}) });

const ServiceFile = z.object({
  service: z.string(),
  provider: z.object({
    region: z._default(z.string(), 'us-east-1'),
    timeout: z._default(z.number(), 6),
    memorySize: z._default(z.int(), 1024),
    environment: z._default(Environment, {}),
  }),
  functions: z.record(z.string(), FunctionSection),
  resources: z.array(Resources),
});
export type ServiceFile = z.infer<typeof ServiceFile> & { readonly stage: string };
export type FunctionEntry = z.infer<typeof FunctionSection>;
export type ResourceEntry = z.infer<typeof Resource>;

/** The parts that are read. Others may have variables that only Serverless can resolve. */
const Unresolved = z.object({
  service: z.unknown(),
  provider: z.unknown(),
  functions: z.unknown(),
  resources: z.unknown(),
});

const Staged = z.object({ provider: z.object({ stage: z._default(z.string(), 'dev') }) });

/**
 * Reads serverless.yml and the files that it includes, with all variables resolved. Keeps what the local stack needs.
 * @throws ZodError when a part has a form that the local stack does not support
 */
export function readServiceFile(directory: string, options: Readonly<Record<string, string>>): ServiceFile {
  const document = readCloudFormationYaml(directory, 'serverless.yml');
  const scope = { directory, document, options, stage: '' };
  const declared = resolveVariables(z.parse(Staged, document).provider.stage, scope);
  const stage = options['stage'] ?? z.parse(z.string(), declared);
  const { service, provider, functions, resources } = z.parse(Unresolved, document);
  const parts = resolveVariables({ service, provider, functions, resources }, { ...scope, stage });
  return { ...z.parse(ServiceFile, parts), stage };
}
