import { defineConfig } from 'vitest/config';

/** The benchmarks that measure in the real window: in plain Node, since Playwright starts Electron itself. */
export default defineConfig({
  test: {
    include: ['test/bench/window/**/*.bench.ts'],
    environment: 'node',
    pool: 'forks',
    fileParallelism: false,
    testTimeout: 1_800_000,
    hookTimeout: 1_800_000,
  },
});
