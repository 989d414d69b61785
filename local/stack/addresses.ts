import { devNull } from 'node:os';
import { LOCAL_HOST, localCredentials } from '../../service/local-defaults.ts';

/** The URLs of the emulators. */
export interface Addresses {
  readonly sqsEndpoint: string;
  readonly dynamodbEndpoint: string;
  /** The address under which a provider that signs the URL reaches the service. */
  readonly publicUrl: string;
}

export const endpoint = (host: string, port: number): string =>
  `http://${host.includes(':') ? `[${host}]` : host}:${port}`;

/** Returns the port of a URL that names one. */
export const endpointPort = (url: string): number => Number(new URL(url).port);

/** @param dynamodbEndpoint a DynamoDB that is already running, if there is one */
export const addressesOf = (
  ports: { readonly http: number; readonly sqs: number; readonly dynamodb: number },
  dynamodbEndpoint?: string,
): Addresses => ({
  publicUrl: endpoint(LOCAL_HOST, ports.http),
  sqsEndpoint: endpoint(LOCAL_HOST, ports.sqs),
  dynamodbEndpoint: dynamodbEndpoint ?? endpoint(LOCAL_HOST, ports.dynamodb),
});

/**
 * Returns the environment variables that send every AWS SDK and the AWS CLI to the emulators. The developer's own
 * profiles are hidden, so that nothing that runs here can reach a real account.
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
