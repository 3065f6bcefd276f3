import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  define: { __ENTRIES__: JSON.stringify(resolve(import.meta.dirname, 'out/main')) },
  test: {
    include: ['test/unit/**/*.test.ts'],
    environment: 'node',
    // Native addons keep process-wide state: one process a file, never threads.
    pool: 'forks',
    testTimeout: 60_000,
  },
});
