/** What all parts of the page share, below GraphiQL's own store: the site, its samples, and how an example is opened. */
import { pick, useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import type { PlaygroundBootstrap } from '../src/http/playground.ts';
import type { Example } from './examples.ts';
import { isFilled, type Samples, variablesFor } from './samples.ts';
import type { Lens } from './view-as.ts';

export interface Setup {
  readonly bootstrap: PlaygroundBootstrap;
  readonly lenses: readonly Lens[];
  readonly examples: readonly Example[];
  readonly samples: Samples;
}

interface Workbench extends Setup {
  /** Opens the example in a tab (its own, when it has one) and runs it, unless a variable is still to be filled in. */
  readonly open: (example: Example) => void;
}

const WorkbenchContext = createContext<Workbench | null>(null);

export function useWorkbench(): Workbench {
  const workbench = useContext(WorkbenchContext);
  if (!workbench) throw new Error('useWorkbench is for components inside WorkbenchProvider');
  return workbench;
}

/** Asks the shown query again, when there is an answer to replace: it should be what is chosen now. Only reading may happen unasked. */
export function useAskAgain(): () => void {
  const { run, stop } = useGraphiQLActions();
  const { tabs, activeTabIndex, operations } = useGraphiQL(pick('tabs', 'activeTabIndex', 'operations'));
  const onlyReads = operations?.every(({ operation }) => operation === 'query');
  return () => {
    if (!onlyReads || !tabs[activeTabIndex]?.response) return;
    // Of what is live, to run is to stop.
    stop();
    void run();
  };
}

interface Props {
  readonly setup: Setup;
  /** The name of an operation to run as soon as the editors stand. */
  readonly runFirst: string | null;
  readonly children: ReactNode;
}

export function WorkbenchProvider({ setup, runFirst, children }: Props) {
  const { addTab, changeTab, run, stop } = useGraphiQLActions();
  const { tabs, queryEditor, variableEditor, responseEditor, operationName } = useGraphiQL(
    pick('tabs', 'queryEditor', 'variableEditor', 'responseEditor', 'operationName'),
  );
  const [awaited, setAwaited] = useState(runFirst);

  // The editor parses what it holds a moment after it was put there; to run earlier would send the former operation's name.
  useEffect(() => {
    if (!awaited || !queryEditor || !variableEditor || !responseEditor || operationName !== awaited) return;
    setAwaited(null);
    // Of what is live, to run is to stop.
    stop();
    void run();
  }, [awaited, queryEditor, variableEditor, responseEditor, operationName, run, stop]);

  const open = (example: Example) => {
    // What is live would go on into the tab that is shown next.
    stop();
    const tab = tabs.findIndex(({ query }) => query === example.document);
    if (tab >= 0) {
      changeTab(tab);
    } else {
      addTab();
      queryEditor?.setValue(example.document);
      variableEditor?.setValue(variablesFor(example, setup.samples));
    }
    if (tab >= 0 || isFilled(example, setup.samples)) setAwaited(example.name);
  };

  return <WorkbenchContext value={{ ...setup, open }}>{children}</WorkbenchContext>;
}
