import type { Explanation } from '../src/context/explain.ts';
import { useData } from './answer.tsx';
import { type Reason, reasonsIn } from './reasons.ts';

/** Why each slot shows what it shows: the rule as visitors may read it, and beside it what was asked to find that it holds. */
export function DecisionsCard({ decisions }: Pick<Explanation, 'decisions'>) {
  const reasons = reasonsIn(useData());
  if (decisions.length === 0) return null;
  return (
    <section aria-labelledby="etalage-why" className="etalage-why">
      <h3 id="etalage-why">Why this page</h3>
      <ol>
        {decisions.map(({ slot, variant, inputs }, nth) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a slot may be decided more than once, and the list never moves
          <li key={nth} className={variant === null ? 'etalage-empty' : undefined}>
            <h4>
              {slot} <code>{variant ?? 'nothing'}</code>
            </h4>
            <p>{wordsOf(reasons, slot, variant)}</p>
            <Asked inputs={inputs} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function wordsOf(reasons: readonly Reason[], slot: string, variant: string | null): string {
  if (variant === null) return 'No variant may be shown to who asks.';
  const found = reasons.find((reason) => reason.slot === slot && reason.variant === variant);
  return found?.because ?? 'Ask for decision { variant because } to read the reason.';
}

/** The inputs in the order in which they were asked; those that hold stand out. */
function Asked({ inputs }: { readonly inputs: Explanation['decisions'][number]['inputs'] }) {
  const asked = Object.entries(inputs);
  if (asked.length === 0) return <small>without asking who looks</small>;
  return (
    <ul className="etalage-chips" aria-label="Asked">
      {asked.map(([name, value]) => (
        <li key={name} className={value === false || value === null ? 'etalage-no' : undefined}>
          {name} <b>{value === true ? 'yes' : value === false ? 'no' : String(value ?? 'none')}</b>
        </li>
      ))}
    </ul>
  );
}
