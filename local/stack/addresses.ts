import { devNull } from 'node:os';
import { LOCAL_HOST, localCredentials } from '../../service/local-defaults.ts';

/** The URLs of the emulators. */
export interface Addresses {
  readonly sqsEndpoint: string;
  readonly dynamodbEndpoint: string;
  /** Lambda's API, as far as it lists, pauses and resumes event source mappings. */
  readonly lambdaEndpoint: string;
  /** The address under which a provider that signs the URL reaches the service. */
  readonly publicUrl: string;
}

export const endpoint = (host: string, port: number): string =>
  `http://${host.includes(':') ? `[${host}]` : host}:${port}`;

/** Returns the port of a URL that names one. */
export const endpointPort = (url: string): number => Number(new URL(url).port);

/** @param dynamodbEndpoint a DynamoDB that is already running, if there is one */
export const addressesOf = (
  ports: Readonly<Record<'http' | 'sqs' | 'dynamodb' | 'lambda', number>>,
  dynamodbEndpoint?: string,
): Addresses => ({
  publicUrl: endpoint(LOCAL_HOST, ports.http),
  sqsEndpoint: endpoint(LOCAL_HOST, ports.sqs),
  dynamodbEndpoint: dynamodbEndpoint ?? endpoint(LOCAL_HOST, ports.dynamodb),
  lambdaEndpoint: endpoint(LOCAL_HOST, ports.lambda),
});

/**
 * Returns the environment variables that send every AWS SDK and the AWS CLI to the emulators. The developer's own
 * profiles are hidden, so that nothing that runs here can reach a real account.
 */
export const awsVariables = (
  { sqsEndpoint, dynamodbEndpoint, lambdaEndpoint }: Addresses,
  region: string,
) => ({
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
  AWS_ACCESS_KEY_ID: localCredentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: localCredentials.secretAccessKey,
  AWS_ENDPOINT_URL_SQS: sqsEndpoint,
  // One emulator serves queues and topics, and another one tables and their streams.
  AWS_ENDPOINT_URL_SNS: sqsEndpoint,
  AWS_ENDPOINT_URL_DYNAMODB: dynamodbEndpoint,
  AWS_ENDPOINT_URL_DYNAMODB_STREAMS: dynamodbEndpoint,
  AWS_ENDPOINT_URL_LAMBDA: lambdaEndpoint,
  AWS_CONFIG_FILE: devNull,
  AWS_SHARED_CREDENTIALS_FILE: devNull,
});
