import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/setup.ts'],
    pool: 'threads',
    // Files share their modules: loading them anew for each took longer than the tests. Nothing is kept in modules.
    isolate: false,
    // One for each core of a small machine; with more the stand-in takes the bot for idle while it waits its turn.
    maxWorkers: 3,
    testTimeout: 20_000,
  },
});
