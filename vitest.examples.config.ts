import { defineConfig } from 'vitest/config';
import { PlainLineReporter } from './test/plain-line-reporter.ts';

/** The examples in other languages: apart from the other tests, because they install packages of those languages. */
export default defineConfig({
  test: {
    include: ['test/examples/**/*.spec.ts'],
    testTimeout: 60_000,
    hookTimeout: 600_000,
    fileParallelism: false,
    reporters: ['verbose', new PlainLineReporter()],
  },
});
