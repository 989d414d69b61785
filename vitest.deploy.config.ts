import { defineConfig } from 'vitest/config';
import { PlainLineReporter } from './test/plain-line-reporter.ts';

/** A whole deployment to an AWS API server on this machine: apart from the other tests, because it takes minutes. */
export default defineConfig({
  test: {
    include: ['test/deploy/**/*.spec.ts'],
    testTimeout: 240_000,
    hookTimeout: 600_000,
    // Each file has an AWS API server of its own, and waits for it most of the time.
    maxWorkers: 2,
    reporters: ['verbose', new PlainLineReporter()],
  },
});
