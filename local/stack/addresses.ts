import { devNull } from 'node:os';
import { LOCAL_HOST, localCredentials } from '../../service/local-defaults.ts';

/** Where the emulators are. */
export interface Addresses {
  readonly sqsEndpoint: string;
  readonly dynamodbEndpoint: string;
}

export const endpoint = (host: string, port: number): string =>
  `http://${host.includes(':') ? `[${host}]` : host}:${port}`;

/** @param elsewhere the endpoint of a DynamoDB that is not ours */
export const addressesOf = (sqsPort: number, dynamodbPort: number, elsewhere?: string): Addresses => ({
  sqsEndpoint: endpoint(LOCAL_HOST, sqsPort),
  dynamodbEndpoint: elsewhere ?? endpoint(LOCAL_HOST, dynamodbPort),
});

/**
 * Environment variables that lead every AWS SDK and the AWS CLI to the emulators. The developer's own profiles are
 * kept out: nothing that runs here may reach a real account.
 */
export const awsVariables = ({ sqsEndpoint, dynamodbEndpoint }: Addresses, region: string) => ({
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
  AWS_ACCESS_KEY_ID: localCredentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: localCredentials.secretAccessKey,
  AWS_ENDPOINT_URL_SQS: sqsEndpoint,
  AWS_ENDPOINT_URL_DYNAMODB: dynamodbEndpoint,
  AWS_CONFIG_FILE: devNull,
  AWS_SHARED_CREDENTIALS_FILE: devNull,
});
