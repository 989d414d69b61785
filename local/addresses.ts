import { devNull } from 'node:os';
import { localCredentials } from './emulators/local-client.ts';

/** Where the emulators are. */
export interface Addresses {
  readonly sqsEndpoint: string;
  readonly dynamodbEndpoint: string;
}

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
