/** What the shown response says beside its data: parts that are old or missing, and why it is as it is. */
import { useGraphiQL } from '@graphiql/react';
import { useMemo } from 'react';
import type { Degradation } from '../src/context/degraded.ts';
import type { Explanation } from '../src/context/explain.ts';

interface Extensions {
  readonly degraded?: readonly Degradation[];
  readonly explain?: Explanation;
}

/** `extensions` of the response in the active tab; panels draw from it, so it follows when the tab changes. */
export function useExtensions(): Extensions {
  return useAnswer().extensions ?? {};
}

/** The shown answer's `data`, whatever was asked for. */
export function useData(): unknown {
  return useAnswer().data;
}

interface ShownAnswer {
  readonly data?: unknown;
  readonly extensions?: Extensions;
}

function useAnswer(): ShownAnswer {
  const response = useGraphiQL(({ tabs, activeTabIndex }) => tabs[activeTabIndex]?.response ?? '');
  // An error of the network stands there as plain text.
  return useMemo(() => (response.startsWith('{') ? (JSON.parse(response) as ShownAnswer) : {}), [response]);
}

/** One line per connector that failed: what of the answer is missing or old for it. */
export function DegradedStrip() {
  const { degraded = [] } = useExtensions();
  const connectors = Map.groupBy(degraded, ({ connector }) => connector);
  return (
    <div role="status">
      {connectors.size > 0 && (
        <section className="etalage-degraded" aria-label="Parts of this answer are degraded">
          <strong>This answer is not whole.</strong> The rest of it was served as usual.
          <ul>
            {[...connectors].map(([connector, parts]) => (
              <li key={connector}>
                <b>{connector}</b> did not answer. {describe(parts)}
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function describe(parts: readonly Degradation[]) {
  const places = Map.groupBy(parts, ({ path, served }) => `${served} ${fieldOf(path)}`);
  return [...places].map(([place, [part, ...more]]) => (
    <span key={place}>
      <code>{fieldOf(part?.path ?? [])}</code>{' '}
      {part?.served === 'STALE' ? `is ${age(part.ageSeconds)} old` : 'is missing'}
      {more.length > 0 && ` in ${more.length + 1} places`}.{' '}
    </span>
  ));
}

/** The path without its list indices: all elements of a list are one field. */
function fieldOf(path: Degradation['path']): string {
  return path.filter((step) => typeof step === 'string').join('.');
}

function age(seconds: number | null): string {
  if (seconds === null) return 'of unknown age,';
  if (seconds < 120) return `${Math.round(seconds)} seconds`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} minutes` : `${Math.round(seconds / 3600)} hours`;
}
