import { CreateTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { projectDirectory } from '../../../service/project-directory.ts';
import { readServiceDefinition } from '../../../service/service-definition.ts';

let sequence = 0;

/** Creates a table like the one that serverless.yml declares, under a new name. @returns the name */
export async function createCheckoutTable(client: DynamoDBClient): Promise<string> {
  const table = readServiceDefinition(projectDirectory).tables['CheckoutTable'];
  if (!table) throw new Error('serverless.yml declares no CheckoutTable.');
  sequence += 1;
  const TableName = `checkouts-${process.pid}-${sequence}`;
  await client.send(new CreateTableCommand({ ...table.input, TableName }));
  return TableName;
}
