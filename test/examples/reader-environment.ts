import type { DynamodbEngine } from '../../proof/kit/engines/dynamodb-engine.ts';
import { localCredentials } from '../../service/local-defaults.ts';

export const READER_REGION = 'eu-central-1';

/** The environment in which an AWS SDK or the AWS CLI asks a local engine and never AWS. */
export const readerEnvironment = ({ endpoint }: DynamodbEngine): NodeJS.ProcessEnv => ({
  ...process.env,
  AWS_ENDPOINT_URL_DYNAMODB: endpoint,
  AWS_REGION: READER_REGION,
  AWS_DEFAULT_REGION: READER_REGION,
  AWS_ACCESS_KEY_ID: localCredentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: localCredentials.secretAccessKey,
  AWS_PROFILE: undefined,
});
