import { defineConfig } from 'vitest/config';

/** The tests that judge a mutant (`npm run mutation`): those of the core, which take seconds and start nothing. */
export default defineConfig({
  test: {
    include: [
      'test/{values,checkout,webhook,providers,app}/**/*.test.ts',
      'test/aws/lambda/ingest-handler.test.ts',
    ],
    testTimeout: 20_000,
    // Threefold speed. None of these tests leaves anything behind for the next.
    isolate: false,
  },
});
