import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { providers } from '../../lib/providers/registry.ts';

const folder = 'docs/providers';

it('Every provider has a page in docs/providers, and every page is of a provider', () => {
  const names = providers.map(({ name }) => `${name}.md`);
  const pages = readdirSync(folder).filter((file) => file !== 'README.md');
  expect(pages.toSorted()).toEqual(names.toSorted());
});

describe.each(providers.map((provider) => ({ provider, name: provider.name })))(
  'The page of $name',
  ({ provider }) => {
    const page = readFileSync(`${folder}/${provider.name}.md`, 'utf8');

    it('has its title, its path, its dashboard and the command that sets its secret', () => {
      expect(page).toMatch(new RegExp(`^# ${provider.title}\n`));
      expect(page).toContain(`/webhooks/${provider.name}`);
      expect(page.replaceAll(/\s+/g, ' ')).toContain(provider.dashboard);
      expect(page).toContain(`secret set ${provider.name}`);
    });

    it('says what it does after each of our answers, as its file does', () => {
      const rows = [...page.matchAll(/^\| (401|413|429|503) \| ([a-z ]+) \|$/gm)];
      expect(Object.fromEntries(rows.map(([, answer, after]) => [answer, after]))).toEqual(
        provider.afterAnswer,
      );
    });

    it('is of a provider that sends a webhook again after one of 401 and 429, with which we refuse it', () => {
      const { afterAnswer } = provider;
      expect([afterAnswer[401], afterAnswer[429]]).not.toEqual(['gives up', 'gives up']);
    });

    it('says how it is read, and what is not confirmed', () => {
      expect(page).toContain('\n## How it is read\n');
      expect(page).toContain('\n## Not confirmed\n');
    });
  },
);
