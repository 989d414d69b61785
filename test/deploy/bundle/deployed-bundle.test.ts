import { createHash } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Bundle, deployedBundle } from '../../../bench/kit/deployed-bundle.ts';
import { inChild } from '../../../bench/kit/in-child.ts';
import { firstWebhookEvent } from '../../../bench/samples/lambda-events.ts';
import { SECRET } from '../../../bench/samples/webhooks.ts';
import { type Answer, AwsStandIn, credentials, type Input } from './aws-stand-in.ts';

interface Result {
  readonly answer: { readonly statusCode: number; readonly body: string };
}

const parameters = ({ Names = [] }: Input): Answer => ({
  status: 200,
  body: { Parameters: Names.map((Name) => ({ Name, Value: SECRET })) },
});
const noParameters: Answer = { status: 200, body: { Parameters: [], InvalidParameters: ['as requested'] } };
/** The SDK compares the digest with the digest of its own message. */
const accepted = ({ MessageBody }: Input): Answer => ({
  status: 200,
  body: { MessageId: 'one', MD5OfMessageBody: createHash('md5').update(MessageBody).digest('hex') },
});
const error = (status: number, __type: string): Answer => ({
  status,
  body: { __type, message: 'An error.' },
});

describe('The deployed ingest bundle', () => {
  let bundle: Bundle;
  let aws: AwsStandIn | undefined;
  beforeAll(async () => {
    bundle = await deployedBundle('functions/ingest.ts');
  });
  afterEach(() => aws?.stop());

  /** Runs the bundle in its own process with Lambda's variables, and sends it a signed webhook. */
  async function run(
    answers: (operation: string, input: Input) => Answer,
    variables: Record<string, string> = credentials,
  ) {
    aws = new AwsStandIn(answers);
    const endpoint = await aws.start();
    const { answer } = await inChild<Result>('cold-start.ts', {
      parameters: [bundle.file],
      variables: {
        ...variables,
        AWS_ENDPOINT_URL: endpoint,
        QUEUE_URL: `${endpoint}/000000000000/deliveries`,
        SECRETS_PREFIX: '/checkout-webhooks/dev',
      },
      message: { event: firstWebhookEvent() },
    });
    const { code }: { code: string } = JSON.parse(answer.body);
    return { code, seen: aws.seen };
  }

  const well = (operation: string, input: Input) =>
    operation === 'GetParameters' ? parameters(input) : accepted(input);

  it('signs its requests with the credentials in Lambda’s environment, including the session token', async () => {
    const { code, seen } = await run(well);
    const sessionToken = credentials.AWS_SESSION_TOKEN;
    expect(code).toBe('queued');
    expect(seen).toEqual([
      { operation: 'GetParameters', signed: true, sessionToken },
      { operation: 'SendMessage', signed: true, sessionToken },
    ]);
  });

  it('uses the credentials of its own execution environment', async () => {
    const { seen } = await run(well, {
      ...credentials,
      AWS_SECRET_ACCESS_KEY: 'another',
      AWS_SESSION_TOKEN: 'new',
    });
    expect(seen[0]).toMatchObject({ signed: false, sessionToken: 'new' });
  });

  it('acknowledges nothing without credentials', async () => {
    const none = { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' };
    expect(await run(well, none)).toEqual({ code: 'unavailable', seen: [] });
  });

  it('distinguishes a parameter that does not exist from one that cannot be read', async () => {
    expect((await run(() => noParameters)).code).toBe('no_secret');
    aws?.stop();
    expect((await run(() => error(400, 'AccessDeniedException'))).code).toBe('unavailable');
  });

  // The fault is of SendMessage, because only the SDK repeats that call. The secret store repeats GetParameters itself.
  it.each([
    ['throttling, an error without a class in the bundle', error(400, 'ThrottlingException')],
    ['a fault of the service', error(500, 'InternalServerError')],
  ])('tries again after %s', async (_what, fault) => {
    let sends = 0;
    const { code, seen } = await run((operation, input) => {
      if (operation === 'SendMessage') sends += 1;
      return sends === 1 ? fault : well(operation, input);
    });
    expect(code).toBe('queued');
    expect(seen.map(({ operation }) => operation)).toEqual(['GetParameters', 'SendMessage', 'SendMessage']);
  });

  it('does not repeat a call that cannot succeed', async () => {
    const refused = error(400, 'AccessDeniedException');
    const { code, seen } = await run((operation, input) =>
      operation === 'SendMessage' ? refused : well(operation, input),
    );
    expect(code).toBe('unavailable');
    expect(seen).toHaveLength(2);
  });
});
