import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
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
          index: entry('main/index.ts'),
          engine: entry('engine/index.ts'),
          'engine-worker': entry('engine/worker.ts'),
          'sampler-worker': entry('engine/training/sampler/sampler-worker.ts'),
          'store-worker': entry('main/store/store-worker.ts'),
          cli: entry('cli/index.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      // A sandboxed preload is CommonJS and can load nothing but Electron.
      rollupOptions: {
        input: { index: entry('preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: entry('renderer'),
    plugins: [react()],
    build: {
      // Half as much to read and to compile before the window can be used.
      minify: true,
      // Fonts stay files: the content security policy knows no data: addresses for them.
      assetsInlineLimit: 0,
      rollupOptions: { input: { index: entry('renderer/index.html') } },
    },
  },
});
