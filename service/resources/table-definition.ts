import type { CreateTableCommandInput, StreamViewType } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import { withoutUndefined } from '../../lib/values/without-undefined.ts';
import type { ResourceEntry } from '../service-file.ts';

/** The table of the service. */
export interface TableDefinition {
  readonly input: CreateTableCommandInput & { readonly TableName: string };
  /** The attribute with the time at which an item expires. */
  readonly timeToLiveAttribute?: string;
  /** What the records of its stream hold. Absent when the table has no stream. */
  readonly streamViewType?: StreamViewType;
}

/** These have the same form in CloudFormation and in the API. DynamoDB itself checks their content. */
const sameInBoth = <Name extends keyof CreateTableCommandInput>() =>
  z.custom<NonNullable<CreateTableCommandInput[Name]>>((value) => value !== undefined);

const StreamSpecification = z.object({
  StreamViewType: z.enum(['KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES']),
});

/** A stream that depends on a setting. On one machine everything is switched on. */
const ConditionalStream = z.pipe(
  z.object({ 'Fn::If': z.tuple([z.string(), StreamSpecification, z.unknown()]) }),
  z.transform(({ 'Fn::If': [, stream] }) => stream),
);

const Properties = z.object({
  TableName: z.string(),
  BillingMode: z._default(z.enum(['PAY_PER_REQUEST', 'PROVISIONED']), 'PROVISIONED'),
  AttributeDefinitions: sameInBoth<'AttributeDefinitions'>(),
  KeySchema: sameInBoth<'KeySchema'>(),
  GlobalSecondaryIndexes: z.exactOptional(sameInBoth<'GlobalSecondaryIndexes'>()),
  LocalSecondaryIndexes: z.exactOptional(sameInBoth<'LocalSecondaryIndexes'>()),
  ProvisionedThroughput: z.exactOptional(sameInBoth<'ProvisionedThroughput'>()),
  TimeToLiveSpecification: z.exactOptional(z.object({ AttributeName: z.string(), Enabled: z.boolean() })),
  StreamSpecification: z.exactOptional(z.union([StreamSpecification, ConditionalStream])),
});

/** Leaves out backups, encryption and deletion protection, which mean nothing on one machine. @throws ZodError */
export function tableDefinition(resource: ResourceEntry): TableDefinition {
  const parsed = z.parse(Properties, resource.Properties);
  const { TimeToLiveSpecification: timeToLive, StreamSpecification: stream, ...input } = parsed;
  const timeToLiveAttribute = timeToLive?.Enabled ? timeToLive.AttributeName : undefined;
  return withoutUndefined({ input, timeToLiveAttribute, streamViewType: stream?.StreamViewType });
}
