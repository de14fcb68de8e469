/** The bar above the editors: whose eyes the site is seen through. */
import { pick, useGraphiQL } from '@graphiql/react';
import { useState } from 'react';
import { choose, chosen, type Lens } from './view-as.ts';
import { useAskAgain, useWorkbench } from './workbench.tsx';

const countries = new Intl.DisplayNames('en', { type: 'region' });
const languages = new Intl.DisplayNames('en', { type: 'language' });

export function Bar() {
  const { lenses } = useWorkbench();
  return (
    <header className="etalage-bar">
      <h1 className="etalage-wordmark">
        <Mark />
        Etalage
      </h1>
      <form className="etalage-view" aria-label="View as" onSubmit={(event) => event.preventDefault()}>
        <span aria-hidden="true">View as</span>
        <SiteSelect />
        {lenses.map((lens) => (
          <LensSelect key={lens.name} lens={lens} />
        ))}
      </form>
    </header>
  );
}

function SiteSelect() {
  const { bootstrap, examples } = useWorkbench();
  const { tabs, activeTabIndex } = useGraphiQL(pick('tabs', 'activeTabIndex'));
  const go = (site: string) => {
    // The open example goes along, to be run with the other site's own handles.
    const example = examples.find(({ document }) => document === tabs[activeTabIndex]?.query);
    location.assign(`/${site}/graphql${location.search}${example ? `#${example.name}` : ''}`);
  };
  const brands = Map.groupBy(bootstrap.sites, ({ brand }) => brand);
  return (
    <div className="etalage-lens">
      <label htmlFor="site">Site</label>
      <select id="site" value={bootstrap.site} onChange={(event) => go(event.currentTarget.value)}>
        {[...brands].map(([brand, sites]) => (
          <optgroup key={brand} label={brand}>
            {sites.map(({ key, country, language }) => (
              <option key={key} value={key}>
                {`${brand} · ${countries.of(country)} · ${languages.of(language)}`}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </div>
  );
}

function LensSelect({ lens }: { readonly lens: Lens }) {
  const askAgain = useAskAgain();
  const [value, setValue] = useState(() => chosen(lens));
  const change = (next: string) => {
    choose(lens, next);
    setValue(next);
    askAgain();
  };
  return (
    <div className="etalage-lens">
      <label htmlFor={lens.name}>{lens.label}</label>
      <select id={lens.name} value={value} onChange={(event) => change(event.currentTarget.value)}>
        {lens.choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </div>
  );
}

/** A shop front: awning, window, door. */
function Mark() {
  return (
    <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">
      <path
        fill="currentColor"
        d="M3.5 2.5h17L23 9a3.2 3.2 0 0 1-5.5 2.1 3.6 3.6 0 0 1-5.5 0 3.6 3.6 0 0 1-5.5 0A3.2 3.2 0 0 1 1 9z"
      />
      <path fill="none" stroke="currentColor" strokeWidth="1.8" strokeLinejoin="round" d="M4.2 12.4v8.7h15.6v-8.7" />
      <path className="etalage-mark-door" d="M9.2 20.2v-3.4a2.8 2.8 0 0 1 5.6 0v3.4z" />
    </svg>
  );
}
