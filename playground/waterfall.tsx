import type { CSSProperties } from 'react';
import type { ExplainedCall, Explanation } from '../src/context/explain.ts';
import { hueOf } from './hues.ts';
import { lengthOf } from './words.ts';

interface Props {
  readonly explanation: Explanation;
  /** All that have a colour, in its order. */
  readonly connectors: readonly string[];
}

/** The calls to backends on one axis of time, by connector. A table, so that it can also be heard. */
export function Waterfall({ explanation: { calls, ms }, connectors }: Props) {
  if (calls.length === 0) {
    return (
      <section aria-labelledby="etalage-calls">
        <h3 id="etalage-calls">Backend calls</h3>
        <p>None: all that was read was at hand.</p>
      </section>
    );
  }
  // A call may still run when the answer is made: the axis goes on to the end of the last one that is known.
  const span = Math.max(ms, ...calls.map((call) => call.startMs + (call.ms ?? 0)));
  const lanes = Map.groupBy(calls, ({ connector }) => connector);
  return (
    <section aria-labelledby="etalage-calls">
      <h3 id="etalage-calls">Backend calls</h3>
      <table className="etalage-waterfall">
        <thead>
          <tr>
            <th scope="col">Call</th>
            <th scope="col" className="etalage-number">
              Keys
            </th>
            <th scope="col" className="etalage-axis">
              <span className="etalage-hidden">Time</span>
              {labelledTicksOf(span).map((at) => (
                <span key={at} aria-hidden="true" style={{ left: `${(at / span) * 100}%` }}>
                  {at === 0 ? '0' : lengthOf(at)}
                </span>
              ))}
            </th>
          </tr>
        </thead>
        {[...lanes].map(([connector, own]) => (
          <tbody key={connector} style={{ '--hue': hueOf(connector, connectors) } as CSSProperties}>
            <tr>
              <th scope="rowgroup" colSpan={2} className="etalage-lane">
                {connector}
              </th>
              <td className="etalage-time" aria-hidden="true">
                <Grid span={span} />
              </td>
            </tr>
            {own.map((call) => (
              <Row key={`${call.startMs} ${call.capability} ${call.method}`} call={call} span={span} />
            ))}
          </tbody>
        ))}
      </table>
    </section>
  );
}

function Row({ call, span }: { readonly call: ExplainedCall; readonly span: number }) {
  const { capability, method, keys, startMs, ms, error } = call;
  const took = ms ?? span - startMs;
  const share = (part: number) => (part / span) * 100;
  // Beside the bar, on the side where there is room.
  const isLate = share(startMs + took) > 78;
  const words = `${ms === null ? 'not ended' : lengthOf(ms)}${error ? `, ${error}` : ''}`;
  return (
    <tr className={error ? 'etalage-failed' : undefined}>
      <th scope="row">
        {capability}.<wbr />
        {method}
      </th>
      <td className="etalage-number">{keys}</td>
      <td className="etalage-time">
        <Grid span={span} />
        <span className="etalage-hidden">from {lengthOf(startMs)}, for </span>
        <span
          className="etalage-bar-of-call"
          aria-hidden="true"
          style={{ left: `${share(startMs)}%`, width: `max(3px, ${share(took)}%)` }}
        />
        <span
          className="etalage-took"
          style={
            isLate
              ? { right: `calc(${100 - share(startMs)}% + 6px)` }
              : { left: `calc(${share(startMs + took)}% + 6px)` }
          }
        >
          {words}
        </span>
      </td>
    </tr>
  );
}

function Grid({ span }: { readonly span: number }) {
  return ticksOf(span).map((at) => <i key={at} aria-hidden="true" style={{ left: `${(at / span) * 100}%` }} />);
}

/** Those whose label does not run out of the table. */
function labelledTicksOf(span: number): number[] {
  return ticksOf(span).filter((at) => at / span < 0.86);
}

/** Three to six round moments, from 0. */
function ticksOf(span: number): number[] {
  const rough = span / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough) ?? rough;
  return Array.from({ length: Math.floor(span / step) + 1 }, (_, nth) => Math.round(nth * step * 100) / 100);
}
