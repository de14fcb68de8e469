import { type GraphiQLPlugin, useGraphiQL } from '@graphiql/react';
import type { Example } from './examples.ts';
import { useWorkbench } from './workbench.tsx';

/** The storefront documents, to be opened with one click. */
export const examplesPanel: GraphiQLPlugin = { title: 'Examples', icon: WindowIcon, content: Examples };

function Examples() {
  const { examples, open } = useWorkbench();
  const shown = useGraphiQL(({ tabs, activeTabIndex }) => tabs[activeTabIndex]?.query);
  return (
    <nav className="etalage-examples" aria-label="Examples">
      <h2>Examples</h2>
      <p>What a storefront asks. Each opens with values that work on this site.</p>
      <ul>
        {examples.map((example) => (
          <li key={example.name}>
            <button type="button" aria-current={example.document === shown} onClick={() => open(example)}>
              <b>{words(example.name)}</b>
              <span>{example.description || <code>{callOf(example)}</code>}</span>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** `ProductPage` to `Product page`. */
function words(name: string): string {
  return name.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** What an example without a comment asks: `category(handle)`. */
function callOf({ variables }: Example): string {
  return variables.map(({ means }) => means.replace('.', '(').concat(')')).join(', ');
}

function WindowIcon() {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinejoin="round"
    >
      <path d="M3.5 2.8h13l1.7 4.4a2.2 2.2 0 0 1-4.1 1.2 2.3 2.3 0 0 1-4.1 0 2.3 2.3 0 0 1-4.1 0 2.2 2.2 0 0 1-4.1-1.2z" />
      <path d="M3.6 9.8v7.4h12.8V9.8" />
    </svg>
  );
}
