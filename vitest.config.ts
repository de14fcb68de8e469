import { defineConfig } from 'vitest/config';

export default defineConfig({
  // The file that Node itself resolves: by `module` Vite would load a second graphql beside that of its dependents.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['test/**/*.test.ts'],
    // Two cores, and several suites start servers: files in parallel, but no more than that.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 300_000,
  },
});
