/** A template with every provider switched on, which is more than any merchant has. */

import { describe, expect, it } from 'vitest';
import { providers } from '../../lib/providers/registry.ts';
import { webhookOutput } from '../../service/template/webhook-output.ts';
import { compileTemplate } from './compiled-template.ts';

const names = providers.map(({ name }) => name);
const template = await compileTemplate([`--param=providers=${names.join(' ')}`]);

describe('With every provider switched on, the template', () => {
  it('has an output with the URL of each, which says where to enter it', () => {
    for (const provider of providers) {
      const { output, description } = webhookOutput(provider);
      expect(JSON.stringify(template.output(output))).toContain(`/webhooks/${provider.name}"`);
      expect(description).toContain(provider.dashboard);
    }
  });

  it('lets ingest read the secrets of each, and of no other', () => {
    const role = JSON.stringify(template.resource('IngestRole'));
    const readable = [...role.matchAll(/parameter\/[\w-]+\/[\w-]+\/([\w-]+)\/secrets/g)].map(
      ([, name]) => name,
    );
    expect(readable).toEqual(names);
  });

  it('has ingest accept each', () => {
    const variables = template.property('IngestLambdaFunction', 'Environment', 'Variables');
    expect(variables).toMatchObject({ PROVIDERS: names.join(' ') });
  });
});
