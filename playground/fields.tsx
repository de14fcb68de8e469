import type { CSSProperties } from 'react';
import type { ExplainedRead } from '../src/context/explain.ts';
import { hueOf } from './hues.ts';
import { ageOf } from './words.ts';

const means: Readonly<Record<ExplainedRead['from'], string>> = {
  L1: 'this process had it',
  L2: 'the replicas’ shared cache had it',
  LOADED: 'its backend was called for it',
  JOINED: 'another request was calling its backend for it',
  STALE: 'its backend failed: an older value stands in',
  MEMO: 'another field of this answer had read it',
};

interface Props {
  readonly reads: readonly ExplainedRead[];
  readonly connectors: readonly string[];
}

/** What each field read, and from where. What another field had read already is folded away. */
export function Fields({ reads, connectors }: Props) {
  if (reads.length === 0) return null;
  const first = reads.filter(({ from }) => from !== 'MEMO');
  const again = reads.filter(({ from }) => from === 'MEMO');
  return (
    <section aria-labelledby="etalage-reads">
      <h3 id="etalage-reads">Fields</h3>
      <Table reads={first} connectors={connectors} label="What fields read" />
      {again.length > 0 && (
        <details>
          <summary>{again.length} more found what another had read</summary>
          <Table reads={again} connectors={connectors} label="What fields read that another had read" />
        </details>
      )}
    </section>
  );
}

function Table({ reads, connectors, label }: Props & { readonly label: string }) {
  return (
    <table className="etalage-fields" aria-label={label}>
      <thead>
        <tr>
          <th scope="col">Field</th>
          <th scope="col">Read</th>
          <th scope="col">From</th>
          <th scope="col">Age</th>
        </tr>
      </thead>
      {[...Map.groupBy(reads, ({ path }) => path)].map(([path, own]) => (
        <tbody key={path}>
          {own.map(({ connector, kind, keys, from, ageMs, error }, nth) => (
            <tr key={`${connector} ${kind} ${from} ${error}`} className={error ? 'etalage-failed' : undefined}>
              {nth === 0 && (
                <th scope="rowgroup" rowSpan={own.length}>
                  <Path path={path} />
                </th>
              )}
              <td style={{ '--hue': hueOf(connector, connectors) } as CSSProperties} title={keys.join('\n')}>
                <span className="etalage-lane">{connector}</span> {kind}
                {keys.length > 1 && ` ×${keys.length}`}
              </td>
              <td>
                <abbr className={`etalage-from etalage-from-${from.toLowerCase()}`} title={means[from]}>
                  {error ? 'failed' : from.length === 2 ? from : from.toLowerCase()}
                </abbr>
              </td>
              <td>{error ?? ageOf(ageMs)}</td>
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}

/** It may break after a dot, and the last name is what one looks for. */
function Path({ path }: { readonly path: string }) {
  const names = path.split('.');
  const last = names.pop();
  return (
    <code>
      {names.map((name, depth) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the names of a path never move
        <span key={depth}>
          {name}.<wbr />
        </span>
      ))}
      <b>{last}</b>
    </code>
  );
}
