import type { CheckFinding } from '../console-ports.ts';
import { sharedRead, type Timed } from '../server/shared-read.ts';
import { healthHtml } from '../views/health.ts';
import { content, type MakePage } from './console-page.ts';

const CHECKS_MAX_AGE_MS = 5_000;

/** The checks of `checkouts doctor`. Reading the page sends nothing; the webhooks of the checks are sent by a form. */
export const healthPage: MakePage = (ports, settings) => {
  const checks = sharedRead(CHECKS_MAX_AGE_MS, () => allOf(ports.examine(false)));
  let probed: Timed<readonly CheckFinding[]> | undefined;
  return {
    section: { path: '/health', title: 'Health' },
    matches: (path) => path === '/health',
    async get({ query }) {
      const isProbed = query.get('probed') === 'yes' && probed !== undefined;
      const { value, at } = isProbed && probed ? probed : await checks.get();
      return content('Health', healthHtml(value, isProbed, settings), at);
    },
    async post() {
      const at = Date.now();
      probed = { value: await allOf(ports.examine(true)), at };
      checks.forget();
      return { kind: 'elsewhere', path: '/health?probed=yes' };
    },
  };
};

async function allOf(findings: AsyncGenerator<CheckFinding>): Promise<readonly CheckFinding[]> {
  const all: CheckFinding[] = [];
  for await (const finding of findings) all.push(finding);
  return all;
}
