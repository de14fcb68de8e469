/** Why the shown answer is as it is, drawn from `extensions.explain`. */
import { type GraphiQLPlugin, useGraphiQL } from '@graphiql/react';
import { useId, useState } from 'react';
import type { Explanation } from '../src/context/explain.ts';
import { useExtensions } from './answer.tsx';
import { DecisionsCard } from './decisions-card.tsx';
import { isExplaining, setExplaining } from './explaining.ts';
import { Fields } from './fields.tsx';
import { FootprintCard } from './footprint-card.tsx';
import { Waterfall } from './waterfall.tsx';
import { lengthOf } from './words.ts';
import { useAskAgain } from './workbench.tsx';

export const explainPanel: GraphiQLPlugin = { title: 'Explain', icon: BarsIcon, content: Explain };

function Explain() {
  const { explain } = useExtensions();
  return (
    <section className="etalage-explain" aria-label="Explain">
      <Head />
      {explain ? <Drawn explanation={explain} /> : <Nothing />}
    </section>
  );
}

function Head() {
  const askAgain = useAskAgain();
  const [on, setOn] = useState(isExplaining);
  const id = useId();
  const change = (next: boolean) => {
    setExplaining(next);
    setOn(next);
    askAgain();
  };
  return (
    <header>
      <h2>Explain</h2>
      <label htmlFor={id}>
        <input
          id={id}
          type="checkbox"
          role="switch"
          aria-checked={on}
          checked={on}
          onChange={(event) => change(event.currentTarget.checked)}
        />
        Ask with <code>etalage-explain</code>
      </label>
    </header>
  );
}

/** There is nothing to draw, for one of three reasons. */
function Nothing() {
  const hasResponse = useGraphiQL(({ tabs, activeTabIndex }) => Boolean(tabs[activeTabIndex]?.response));
  if (!isExplaining()) return <p>Switch it on to see how an answer came about.</p>;
  if (!hasResponse) return <p>Run a query to see how its answer came about: who was asked, for what, and when.</p>;
  return (
    <p>
      This answer came without an explanation. It was refused before it was executed, or the server does not explain:
      set <code>explain: true</code> in its configuration.
    </p>
  );
}

const cacheWords: Readonly<Record<Explanation['response'], string>> = {
  HIT: 'The response cache has this answer: asked plainly, it is sent at once.',
  STALE: 'The response cache has this answer, and would make it anew in the background.',
  JOINED: 'Another request was making this answer; asked plainly, this one would have waited for it.',
  MISS: 'The response cache did not have this answer yet.',
  NONE: 'Answers like this one are never kept.',
};

function Drawn({ explanation }: { readonly explanation: Explanation }) {
  const { response, ms, calls, reads } = explanation;
  const connectors = [...new Set(reads.map(({ connector }) => connector))].sort();
  return (
    <>
      <dl className="etalage-figures">
        <Figure name="made in" value={lengthOf(ms)} />
        <Figure name={calls.length === 1 ? 'backend call' : 'backend calls'} value={String(calls.length)} />
        <Figure name="response cache" value={response.toLowerCase()} />
      </dl>
      <p>{cacheWords[response]}</p>
      <DecisionsCard decisions={explanation.decisions} />
      <Waterfall explanation={explanation} connectors={connectors} />
      <FootprintCard explanation={explanation} />
      <Fields reads={reads} connectors={connectors} />
    </>
  );
}

function Figure({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function BarsIcon() {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
    >
      <path d="M3 4.5h6M6.5 8.2h7M11 11.9h6M8.5 15.6H12" />
    </svg>
  );
}
