import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { providers } from '../../../lib/providers/registry.ts';
import { type CliStack, deliver, startCliStack, waitForRow } from '../cli-stack.ts';
import { checkoutsHere } from '../run-checkouts.ts';

const [inqud] = providers;
const DENIAL = 'User: arn:aws:iam::1:user/reader is not authorized to perform: sqs:getqueueurl';

/** An SQS that denies everything, in the words of AWS. */
function startDenyingQueues(): Promise<Server> {
  const server = createServer((_request, response) => {
    response.writeHead(403, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(
      JSON.stringify({ __type: 'com.amazon.coral.service#AccessDeniedException', message: DENIAL }),
    );
  });
  return new Promise((done) => server.listen(0, '127.0.0.1', () => done(server)));
}

const portOf = (server: Server): number => {
  const address: AddressInfo | string | null = server.address();
  return address !== null && typeof address === 'object' ? address.port : 0;
};

describe('explain, for a user who may read the table but not the queues', () => {
  let cli: CliStack;
  let queues: Server;
  const explain = (...args: readonly string[]) =>
    checkoutsHere(['explain', ...args, '--stage', 'dev'], {
      AWS_ENDPOINT_URL_DYNAMODB: cli.stack.dynamodbEndpoint,
      AWS_ENDPOINT_URL_SQS: `http://127.0.0.1:${portOf(queues)}`,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
    });

  beforeAll(async () => {
    [cli, queues] = await Promise.all([startCliStack(), startDenyingQueues()]);
    if (inqud) await deliver(cli, inqud, 'CCO-1', 'SUCCESS');
    await waitForRow(cli, 'CCO-1', 1);
  });
  afterAll(async () => {
    queues.close();
    await cli.stack.stop();
  });

  it('explains the row, and says that dead letters may be missing', async () => {
    const { code, stdout, stderr } = await explain('CCO-1');
    expect(code).toBe(0);
    expect(stdout).toContain('1. SUCCESS, received');
    expect(stdout).toContain('You may not look into the dead-letter queue.');
    expect(stderr).toContain(`Access denied on stage dev: ${DENIAL}`);
  });

  it('--json has null for the dead letters', async () => {
    const { stdout } = await explain('CCO-1', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ row: { checkoutId: 'CCO-1' }, deadLetters: null });
  });

  it('is denied if there is no row, because the webhook may be in the queue', async () => {
    const { code, stdout, stderr } = await explain('CCO-2');
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toContain('Access denied on stage dev');
  });
});
