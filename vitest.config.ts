import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/setup.ts'],
    pool: 'threads',
    // Files share their modules: loading them anew for each took longer than the tests. Nothing is kept in modules.
    isolate: false,
    // One more than a small machine has cores: some files wait for the processes that they start.
    maxWorkers: 3,
    testTimeout: 20_000,
  },
});
