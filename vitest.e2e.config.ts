import { defineConfig } from 'vitest/config';

/** The tests that drive the real window: in plain Node, since Playwright starts Electron itself, and one at a time. */
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts'],
    environment: 'node',
    pool: 'forks',
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
