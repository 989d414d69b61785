import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { PlainLineReporter } from './test/plain-line-reporter.ts';

export default defineConfig({
  test: {
    include: ['{test,proof}/**/*.test.ts'],
    testTimeout: 20_000,
    hookTimeout: 30_000,
    // Vitest leaves a core to itself: on two cores it would run one file at a time, though most of them wait for servers.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    reporters: ['default', new PlainLineReporter()],
  },
});
