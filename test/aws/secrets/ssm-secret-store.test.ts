import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { json } from 'node:stream/consumers';
import { SSMClient } from '@aws-sdk/client-ssm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SsmSecretStore } from '../../../lib/aws/secrets/ssm-secret-store.ts';

/**
 * A stand-in for SSM in which every parameter has the same value. test/deploy uses an emulator of the real API.
 */
class ParameterServer {
  value: string | undefined = 'first';
  isDown = false;
  isSilent = false;
  readonly asked: unknown[] = [];
  readonly #server: Server = createServer(async (request, response) => {
    const { Names = [], ...rest }: { Names?: string[] } = Object(await json(request));
    this.asked.push({ Names, ...rest });
    if (this.isSilent) return;
    if (this.isDown) response.writeHead(500).end('{}');
    else response.writeHead(200).end(JSON.stringify(this.#answer(Names)));
  });

  #answer(names: readonly string[]) {
    if (this.value === undefined) return { Parameters: [], InvalidParameters: names };
    return { Parameters: names.map((Name) => ({ Name, Value: this.value })), InvalidParameters: [] };
  }

  async start(): Promise<SSMClient> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    const address = this.#server.address();
    const port = typeof address === 'string' ? '' : address?.port;
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    return new SSMClient({
      endpoint: `http://127.0.0.1:${port}`,
      region: 'eu-central-1',
      credentials,
      maxAttempts: 1,
    });
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

describe('Secrets from SSM', () => {
  let server: ParameterServer;
  let store: SsmSecretStore;
  let now: number;
  beforeEach(async () => {
    server = new ParameterServer();
    now = 1_000_000;
    store = new SsmSecretStore(await server.start(), '/checkout-webhooks/dev', () => now);
  });
  afterEach(() => server.stop());

  it('are one per line, newest first, in one SecureString parameter per provider', async () => {
    server.value = 'newest\n  previous \n\n';
    expect(await store.secretsOf('inqud')).toEqual(['newest', 'previous']);
    expect(server.asked).toEqual([{ Names: ['/checkout-webhooks/dev/inqud/secrets'], WithDecryption: true }]);
  });

  it('are an empty list if there is no parameter, which is not a fault', async () => {
    server.value = undefined;
    expect(await store.secretsOf('inqud')).toEqual([]);
  });

  it('are read once for requests at the same time, and again after five minutes', async () => {
    await Promise.all([store.secretsOf('inqud'), store.secretsOf('inqud')]);
    now += 299_000;
    await store.secretsOf('inqud');
    expect(server.asked).toHaveLength(1);
    now += 2_000;
    await store.secretsOf('inqud');
    expect(server.asked).toHaveLength(2);
  });

  it('are read again for a signature that does not match, at most once in five seconds', async () => {
    await store.secretsOf('inqud');
    server.value = 'second';
    now += 4_000;
    expect(await store.freshSecretsOf('inqud')).toEqual(['first']);
    now += 2_000;
    expect(await store.freshSecretsOf('inqud')).toEqual(['second']);
    expect(await store.secretsOf('inqud')).toEqual(['second']);
    expect(server.asked).toHaveLength(2);
  });

  it('are a fault if SSM does not answer, and are read again five seconds later', async () => {
    server.isDown = true;
    await expect(store.secretsOf('inqud')).rejects.toMatchObject({ name: 'PortFault' });
    server.isDown = false;
    now += 5_000;
    expect(await store.secretsOf('inqud')).toEqual(['first']);
  });

  /** What the store does for a forged webhook: it looks, and looks again because no secret fits. */
  const forged = async () => {
    await store.secretsOf('inqud').catch(() => undefined);
    await store.freshSecretsOf('inqud').catch(() => undefined);
  };

  it('are asked for once in five seconds while SSM refuses, however many forged webhooks come', async () => {
    server.isDown = true;
    for (let second = 0; second < 10; second += 1) {
      for (let count = 0; count < 20; count += 1) await forged();
      now += 1_000;
    }
    expect(server.asked).toHaveLength(2);
  });

  it('are asked for once in five seconds while SSM refuses, also if older ones are in use', async () => {
    await store.secretsOf('inqud');
    server.isDown = true;
    now += 301_000;
    for (let second = 0; second < 10; second += 1) {
      for (let count = 0; count < 20; count += 1) await forged();
      expect(await store.freshSecretsOf('inqud')).toEqual(['first']);
      now += 1_000;
    }
    expect(server.asked).toHaveLength(1 + 2);
  });

  it('that are known stay in use for every request that waits for a reading that fails', async () => {
    await store.secretsOf('inqud');
    server.isDown = true;
    now += 301_000;
    const both = await Promise.all([store.secretsOf('inqud'), store.secretsOf('inqud')]);
    expect(both).toEqual([['first'], ['first']]);
    expect(server.asked).toHaveLength(2);
  });

  it('stay in use while SSM does not answer, and are read again after a pause', async () => {
    await store.secretsOf('inqud');
    server.isDown = true;
    now += 301_000;
    expect(await store.secretsOf('inqud')).toEqual(['first']);
    expect(await store.secretsOf('inqud')).toEqual(['first']);
    expect(server.asked).toHaveLength(2);
    Object.assign(server, { isDown: false, value: 'second' });
    now += 6_000;
    expect(await store.secretsOf('inqud')).toEqual(['second']);
  });

  it('are read ahead with one call for all providers, and not again after that', async () => {
    await store.readAhead(['inqud', 'tweed']);
    expect(await store.secretsOf('inqud')).toEqual(['first']);
    expect(await store.secretsOf('tweed')).toEqual(['first']);
    const Names = ['/checkout-webhooks/dev/inqud/secrets', '/checkout-webhooks/dev/tweed/secrets'];
    expect(server.asked).toEqual([{ Names, WithDecryption: true }]);
  });

  it('expire five minutes after they were read ahead, even if the function was frozen since then', async () => {
    await store.readAhead(['inqud']);
    server.value = 'second';
    now += 301_000;
    expect(await store.secretsOf('inqud')).toEqual(['second']);
  });

  it('are read when they are needed, if they could not be read ahead', async () => {
    server.isDown = true;
    await store.readAhead(['inqud']);
    server.isDown = false;
    expect(await store.secretsOf('inqud')).toEqual(['first']);
  });

  it('do not keep a function from starting if SSM does not answer', async () => {
    server.isSilent = true;
    const begun = performance.now();
    await store.readAhead(['inqud']);
    expect(performance.now() - begun).toBeLessThan(1_900);
  });
});
