import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: {
    alias: [
      // The file that Node itself resolves: by `module` Vite would load a second graphql beside that of its dependents.
      { find: /^graphql$/, replacement: 'graphql/index.js' },
      // Examples import the package by its name, as whoever installs it does.
      { find: /^etalage$/, replacement: fileURLToPath(new URL('src/index.ts', import.meta.url)) },
      { find: /^etalage\/(connectors\/.*)$/, replacement: fileURLToPath(new URL('$1.ts', import.meta.url)) },
    ],
  },
  test: {
    include: ['test/**/*.test.ts'],
    // Two cores, and several suites start servers: files in parallel, but no more than that.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 300_000,
  },
});
