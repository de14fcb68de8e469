import type { Explanation } from '../src/context/explain.ts';
import { momentOf } from './words.ts';

/** What the answer depends on: whose it is, by what it varies, how long it holds, and which changes end it. */
export function FootprintCard({ explanation }: { readonly explanation: Explanation }) {
  const { tags, shape } = explanation;
  const kinds = Map.groupBy(tags, (tag) => /^[^.*]+/.exec(tag)?.[0] ?? tag);
  return (
    <section aria-labelledby="etalage-footprint" className="etalage-footprint">
      <h3 id="etalage-footprint">Footprint</h3>
      <p>{ownerOf(explanation)}</p>
      <p>{holdsUntil(explanation)}</p>
      {shape.length > 0 && (
        <div className="etalage-row">
          <h4>Varies by</h4>
          <ol className="etalage-chips">
            {shape.map((input) => (
              <li key={input}>{input}</li>
            ))}
          </ol>
        </div>
      )}
      {kinds.size > 0 && (
        <div className="etalage-row">
          <h4>Ends when one of these changes</h4>
          {[...kinds].map(([kind, own]) => (
            <details key={kind} name="etalage-tags">
              <summary>
                {kind} <b>{own.length}</b>
              </summary>
              <ul>
                {own.map((tag) => (
                  <li key={tag}>
                    <code>{tag}</code>
                  </li>
                ))}
              </ul>
            </details>
          ))}
        </div>
      )}
    </section>
  );
}

function ownerOf({ personal, private: own }: Explanation): string {
  if (own) return 'For this visitor alone: it is never kept.';
  if (personal) return 'For all visitors for whom these inputs are the same; not for a CDN.';
  return 'For everybody on this site who asks the same.';
}

function holdsUntil({ until }: Explanation): string {
  if (until === null) return 'It holds until a change ends it.';
  return `It holds until ${momentOf(until)}, or until a change ends it.`;
}
