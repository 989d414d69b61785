/** A new provider is easily forgotten in the template, which cannot read the registry. */

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { providers } from '../../lib/providers/registry.ts';

describe.each(providers.map(({ name }) => name))('The template knows the provider %s', (name) => {
  it('lets ingest read its secrets', () => {
    expect(readFileSync('resources/roles.yml', 'utf8')).toContain(`/${name}/secrets`);
  });

  it('counts its changes before it warns that webhooks are only ignored', () => {
    const alarms = readFileSync('resources/alarms.yml', 'utf8');
    expect(alarms).toContain(`Dimensions: [{ Name: provider, Value: ${name} }]`);
    expect(alarms).toContain(`FILL(${name}, 0)`);
  });

  it('prints its webhook URL', () => {
    expect(readFileSync('resources/outputs.yml', 'utf8')).toContain(`/webhooks/${name}\n`);
  });
});
