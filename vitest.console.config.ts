import { defineConfig } from 'vitest/config';
import { PlainLineReporter } from './test/plain-line-reporter.ts';

/** The console in a real browser: apart from the other tests, because the browser is installed with the system's tools. */
export default defineConfig({
  test: {
    include: ['test/console/browser/*.spec.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Browsers are hungry: several at once make each of them slow.
    fileParallelism: false,
    reporters: ['verbose', new PlainLineReporter()],
  },
});
