import type { PlaygroundBootstrap } from '../src/http/playground.ts';

/** What the server wrote into the page. */
export function readBootstrap(): PlaygroundBootstrap {
  const text = document.getElementById('bootstrap')?.textContent;
  if (!text) throw new Error('the page holds no bootstrap data: it must be opened at a GraphQL endpoint');
  return JSON.parse(text);
}
