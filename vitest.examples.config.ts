import { defineConfig } from 'vitest/config';
import { PlainLineReporter } from './test/plain-line-reporter.ts';

/** The examples in other languages and the packed package: apart from the other tests, because they install packages. */
export default defineConfig({
  test: {
    include: ['test/{examples,package}/**/*.spec.ts'],
    testTimeout: 60_000,
    hookTimeout: 600_000,
    fileParallelism: false,
    reporters: ['verbose', new PlainLineReporter()],
  },
});
