/** Facts on which the local stack and everything that looks for it, such as the command line, must agree. */

/** The address of the emulators, and of the webhook endpoint by default. No other machine can connect to it. */
export const LOCAL_HOST = '127.0.0.1';

/** The default ports, by the environment variable that changes each. */
export const localPorts = { PORT: 3000, DYNAMODB_PORT: 8000, SQS_PORT: 9324 } as const;
export type PortVariable = keyof typeof localPorts;

/** The signing secret of each provider for which no other one is set. */
export const LOCAL_SECRET = 'local-secret';

/** The emulators accept any credentials. These keep a developer's own out of the requests. */
export const localCredentials = { accessKeyId: 'local', secretAccessKey: 'local' } as const;

/** The AWS account of the local stack. fauxqs, the emulator of SQS, has this one built in. */
export const LOCAL_ACCOUNT = '000000000000';
