import { CreateTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { projectDirectory } from '../../../service/project-directory.ts';
import { readServiceDefinition } from '../../../service/service-definition.ts';

let sequence = 0;

/**
 * Creates a table like the one that serverless.yml declares.
 * @param name by default a new one
 * @returns the name
 */
export async function createCheckoutTable(client: DynamoDBClient, name?: string): Promise<string> {
  const table = readServiceDefinition(projectDirectory).tables['CheckoutTable'];
  if (!table) throw new Error('serverless.yml declares no CheckoutTable.');
  sequence += 1;
  const TableName = name ?? `checkouts-${process.pid}-${sequence}`;
  await client.send(new CreateTableCommand({ ...table.input, TableName }));
  return TableName;
}
