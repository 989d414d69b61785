/** A provider that is not switched on: its route answers 404, needs no secret and rings no alarm. */

import { describe, expect, it } from 'vitest';
import { createIngestDependencies } from '../../../lib/aws/lambda/dependencies.ts';
import { ingestHandler } from '../../../lib/aws/lambda/ingest-handler.ts';
import { providers } from '../../../lib/providers/registry.ts';
import { anHttpEvent } from './http-events.ts';

const environment = { QUEUE_URL: 'http://127.0.0.1:1/queue' };
const [one, ...others] = providers.map(({ name }) => name);

async function answersTo(PROVIDERS: string | undefined) {
  const codes: Record<string, unknown> = {};
  const reported: string[] = [];
  for (const { name, signature } of providers) {
    const dependencies = await createIngestDependencies(
      PROVIDERS === undefined ? environment : { ...environment, PROVIDERS },
    );
    const startLog = () => ({ report: (code: string) => reported.push(code), flush: () => undefined });
    const headers = { [signature.header]: 'forged' };
    const answer = await ingestHandler({ ...dependencies, startLog })(
      anHttpEvent({ provider: name, headers, body: '{}' }),
    );
    codes[name] = answer.statusCode;
  }
  return { codes, reported };
}

describe('A signed webhook of a provider without a secret', () => {
  it('is answered 404 where the provider is not switched on, and misses no secret', async () => {
    const { codes, reported } = await answersTo(one);
    for (const name of others) expect(codes).toMatchObject({ [name]: 404 });
    expect(reported.filter((code) => code === 'delivery_no_secret').length).toBeLessThanOrEqual(1);
    expect(reported.filter((code) => code === 'delivery_unknown_provider')).toHaveLength(others.length);
  });

  it('is answered as that of every other where all are switched on, which is the default', async () => {
    const all = await answersTo(undefined);
    expect(Object.values(all.codes)).not.toContain(404);
    expect(await answersTo(providers.map(({ name }) => name).join('  '))).toEqual(all);
  });
});

it('The address of the service has no slash at its end', async () => {
  const publicUrl = async (PUBLIC_URL: string) =>
    (await createIngestDependencies({ ...environment, PUBLIC_URL })).publicUrl;
  expect(await publicUrl('https://pay.example.com/')).toBe('https://pay.example.com');
  expect(await publicUrl('https://pay.example.com/base')).toBe('https://pay.example.com/base');
  await expect(publicUrl('pay.example.com')).rejects.toThrow('PUBLIC_URL');
});
