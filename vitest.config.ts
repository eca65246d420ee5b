import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { nodeFlags } from './sandbox/node-flags.ts';

/**
 * What takes longest begins first, lest it run alone at the end. Vitest remembers how long files took, but in a fresh
 * clone it goes by their sizes, and the longest are among the smallest.
 */
const longest = [
  'simulate/simulate',
  'simulate/kill',
  'chair/backup-and-restore',
  'security/who-may',
  'decision/model',
  'bench',
  'main',
  'chair/import-and-export',
  'home/budget',
  'page/page',
  'ritual/calendars',
  'calendar/limits',
  'security/hostile-words',
].map((name) => `/test/${name}.test.ts`);

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const others = await super.sort(files);
    const first = longest.flatMap((end) => others.filter(({ moduleId }) => moduleId.endsWith(end)));
    return [...new Set([...first, ...others])];
  }
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/setup.ts'],
    sequence: { sequencer: LongestFirst },
    pool: 'threads',
    // Files share their modules: loading them anew for each took longer than the tests. Nothing is kept in modules.
    isolate: false,
    // Node loads them itself, as it does when the bot is started.
    experimental: { viteModuleRunner: false },
    execArgv: nodeFlags,
    // One more than a small machine has cores: some files wait for the processes that they start.
    maxWorkers: 3,
    testTimeout: 20_000,
  },
});
