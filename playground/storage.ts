const prefix = 'etalage-playground';

/** Names that belong to a site: its tabs hold handles that mean nothing on another. */
const perSite = /tabState|query|variables|headers/;

/** Shares of the panes before anybody drags them: GraphiQL has no other place to say so. */
const firstShares: Readonly<Record<string, string>> = {
  'graphiql:docExplorerFlex': '0.25',
  'graphiql:secondaryEditorFlex': '4.5',
};

/**
 * GraphiQL's storage, in the browser's own: documents and variables are kept per site; the theme and the widths of the
 * panes are shared.
 */
export function createStorage(site: string) {
  const keyOf = (name: string) => [prefix, ...(perSite.test(name) ? [site] : []), name].join(':');
  const ours = () => Object.keys(localStorage).filter((key) => key.startsWith(`${prefix}:`));
  return {
    getItem: (name: string) => localStorage.getItem(keyOf(name)) ?? firstShares[name] ?? null,
    setItem: (name: string, value: string) => localStorage.setItem(keyOf(name), value),
    removeItem: (name: string) => localStorage.removeItem(keyOf(name)),
    clear() {
      for (const key of ours()) localStorage.removeItem(key);
    },
    get length() {
      return ours().length;
    },
  };
}

/** Whether this browser worked on the site before: its tabs are then opened again. */
export function hasTabs(storage: ReturnType<typeof createStorage>): boolean {
  return Boolean(storage.getItem('graphiql:tabState'));
}
