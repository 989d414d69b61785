const REGION = 'eu-central-1';

/** The environment with which any AWS tool finds the server, without anything of a developer's own account. */
export const awsEnvironment = (endpoint: string): Readonly<Record<string, string>> => ({
  PATH: process.env['PATH'] ?? '',
  HOME: '/nonexistent',
  AWS_ENDPOINT_URL: endpoint,
  AWS_REGION: REGION,
  AWS_DEFAULT_REGION: REGION,
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_PAGER: '',
});
