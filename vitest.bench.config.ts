import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

/** The benchmarks: one file after the other, so that nothing else has the processor. */
export default defineConfig({
  define: { __ENTRIES__: JSON.stringify(resolve(import.meta.dirname, 'out/main')) },
  test: {
    include: ['test/bench/*.bench.ts'],
    environment: 'node',
    pool: 'forks',
    fileParallelism: false,
    testTimeout: 1_800_000,
    hookTimeout: 1_800_000,
  },
});
