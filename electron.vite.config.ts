import { resolve } from 'node:path';
import { defineConfig } from 'electron-vite';

const root = import.meta.dirname;
const entry = (path: string): string => resolve(root, 'src', path);

export default defineConfig({
  main: {
    // Workers and the engine are found beside the running file, so every chunk lies in one folder.
    define: { __ENTRIES__: 'import.meta.dirname' },
    build: {
      rollupOptions: {
        input: {
          cli: entry('cli/index.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
});
