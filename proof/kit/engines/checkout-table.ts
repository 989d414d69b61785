import { readFileSync } from 'node:fs';
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { parse } from 'yaml';
import * as z from 'zod';

const TableFile = z.object({
  Resources: z.object({
    CheckoutTable: z.object({
      Properties: z.object({
        AttributeDefinitions: z.custom<NonNullable<CreateTableCommandInput['AttributeDefinitions']>>(),
        KeySchema: z.custom<NonNullable<CreateTableCommandInput['KeySchema']>>(),
        GlobalSecondaryIndexes: z.custom<NonNullable<CreateTableCommandInput['GlobalSecondaryIndexes']>>(),
      }),
    }),
  }),
});

let sequence = 0;

/** Creates the checkout table as `resources/table.yml` describes it, under a name of its own. */
export async function createCheckoutTable(client: DynamoDBClient): Promise<string> {
  const { Properties } = TableFile.parse(parse(readFileSync('resources/table.yml', 'utf8'))).Resources
    .CheckoutTable;
  sequence += 1;
  const TableName = `checkouts-${process.pid}-${sequence}`;
  await client.send(new CreateTableCommand({ TableName, BillingMode: 'PAY_PER_REQUEST', ...Properties }));
  return TableName;
}
