import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { readExamples } from './examples.ts';

const operations = new URL('../test/operations/', import.meta.url);

/** `import examples from 'virtual:examples'`: the storefront documents, as they are when the bundle is built. */
function examples(): Plugin {
  const name = 'virtual:examples';
  const resolved = `\0${name}`;
  return {
    name: 'etalage:examples',
    resolveId: (id) => (id === name ? resolved : undefined),
    load: (id) => (id === resolved ? `export default ${JSON.stringify(readExamples(operations))};` : undefined),
  };
}

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/playground/',
  plugins: [react(), examples()],
  resolve: {
    // The editor without its eighty languages: the core, GraphQL and JSON.
    alias: [{ find: /^monaco-editor$/, replacement: 'monaco-graphql/esm/monaco-editor.js' }],
  },
  worker: { format: 'es' },
  build: {
    target: 'es2023',
    // No data URLs for what can be a file: the page's policy stays narrow.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 4096,
    rolldownOptions: {
      onLog(level, log, handle) {
        // A directive for the React compiler, in a dependency that was already compiled.
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handle(level, log);
      },
    },
  },
});
