/// <reference types="vite/client" />

/** Made at build time from the storefront documents: see `examples.ts` and `vite.config.ts`. */
declare module 'virtual:examples' {
  const examples: readonly import('./examples.ts').Example[];
  export default examples;
}
