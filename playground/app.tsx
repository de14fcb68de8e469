import { DOC_EXPLORER_PLUGIN, DocExplorerStore } from '@graphiql/plugin-doc-explorer';
import { GraphiQLProvider, pick, useGraphiQL } from '@graphiql/react';
import { GraphiQL, GraphiQLInterface } from 'graphiql';
import { useEffect, useMemo } from 'react';
import { DegradedStrip } from './answer.tsx';
import { createFetcher } from './ask.ts';
import { Bar } from './bar.tsx';
import { examplesPanel } from './examples-panel.tsx';
import { explainPanel } from './explain-panel.tsx';
import { isFilled, variablesFor } from './samples.ts';
import { createStorage, hasTabs } from './storage.ts';
import { editorTheme } from './theme.ts';
import { type Setup, WorkbenchProvider } from './workbench.tsx';

/** The panes at the left, in the order of their icons. A panel that draws `extensions` is one more entry. */
const panels = [examplesPanel, explainPanel, DOC_EXPLORER_PLUGIN];

/** The whole page. `#Name` in the URL opens that example and runs it; a first visit finds the first example open. */
export function App({ setup }: { readonly setup: Setup }) {
  const { bootstrap, lenses, examples, samples } = setup;
  const fetcher = useMemo(() => createFetcher(bootstrap.endpoint, lenses), [bootstrap, lenses]);
  const storage = useMemo(() => createStorage(bootstrap.site), [bootstrap]);
  const { first, asked } = useMemo(() => {
    const asked = examples.find(({ name }) => name === location.hash.slice(1));
    return { asked, first: asked ?? (hasTabs(storage) ? undefined : examples[0]) };
  }, [examples, storage]);

  return (
    <GraphiQLProvider
      fetcher={fetcher}
      storage={storage}
      plugins={panels}
      referencePlugin={DOC_EXPLORER_PLUGIN}
      visiblePlugin={examplesPanel}
      editorTheme={editorTheme}
      initialQuery={first?.document}
      initialVariables={first && variablesFor(first, samples)}
      defaultQuery=""
    >
      <DocExplorerStore>
        <WorkbenchProvider setup={setup} runFirst={asked && isFilled(asked, samples) ? asked.name : null}>
          <Bar />
          <main>
            <GraphiQLInterface defaultEditorToolsVisibility="variables" showPersistHeadersSettings={false}>
              <GraphiQL.Logo>
                <code className="etalage-endpoint">POST {bootstrap.endpoint}</code>
              </GraphiQL.Logo>
              <GraphiQL.Footer>
                <DegradedStrip />
              </GraphiQL.Footer>
              <EditorText />
            </GraphiQLInterface>
          </main>
        </WorkbenchProvider>
      </DocExplorerStore>
    </GraphiQLProvider>
  );
}

/** GraphiQL has no setting for how its text looks: smaller, and with `...` as three dots. */
function EditorText() {
  const { queryEditor, variableEditor, headerEditor, responseEditor } = useGraphiQL(
    pick('queryEditor', 'variableEditor', 'headerEditor', 'responseEditor'),
  );
  useEffect(() => {
    for (const editor of [queryEditor, variableEditor, headerEditor, responseEditor]) {
      editor?.updateOptions({
        fontSize: 13,
        lineHeight: 20,
        fontLigatures: '"calt" off',
      });
    }
  }, [queryEditor, variableEditor, headerEditor, responseEditor]);
  return null;
}
