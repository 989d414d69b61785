import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import type { ResourceEntry } from './service-file.ts';

/** The table of the service. */
export interface TableDefinition {
  readonly input: CreateTableCommandInput & { readonly TableName: string };
  /** The attribute with the time at which an item expires. */
  readonly timeToLiveAttribute?: string;
}

/** CloudFormation and the API agree on these to the letter; DynamoDB itself judges what is inside. */
const sameInBoth = <Name extends keyof CreateTableCommandInput>() =>
  z.custom<NonNullable<CreateTableCommandInput[Name]>>((value) => value !== undefined);

const Properties = z.object({
  TableName: z.string(),
  BillingMode: z._default(z.enum(['PAY_PER_REQUEST', 'PROVISIONED']), 'PROVISIONED'),
  AttributeDefinitions: sameInBoth<'AttributeDefinitions'>(),
  KeySchema: sameInBoth<'KeySchema'>(),
  GlobalSecondaryIndexes: z.exactOptional(sameInBoth<'GlobalSecondaryIndexes'>()),
  LocalSecondaryIndexes: z.exactOptional(sameInBoth<'LocalSecondaryIndexes'>()),
  ProvisionedThroughput: z.exactOptional(sameInBoth<'ProvisionedThroughput'>()),
  TimeToLiveSpecification: z.exactOptional(z.object({ AttributeName: z.string(), Enabled: z.boolean() })),
});

/** Backups, encryption and deletion protection mean nothing on one machine and are left out. @throws ZodError */
export function tableDefinition({ Properties: properties }: ResourceEntry): TableDefinition {
  const { TimeToLiveSpecification, ...input } = z.parse(Properties, properties);
  return {
    input,
    ...(TimeToLiveSpecification?.Enabled && { timeToLiveAttribute: TimeToLiveSpecification.AttributeName }),
  };
}
