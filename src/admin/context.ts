import type { Aside } from '../changes/aside.ts';
import type { Ingest } from '../changes/ingest.ts';
import type { ChangeLog } from '../changes/log.ts';
import type { Reconciling } from '../changes/reconcile-jobs.ts';
import type { Persona } from '../config/admin.ts';
import type { Store } from '../store/store.ts';
import type { Actions } from './actions.ts';
import type { ConnectorHealth } from './connector-health.ts';
import type { EditedSites } from './edited-sites.ts';
import type { Operator } from './grants.ts';
import type { PreviewTokens } from './preview-tokens.ts';
import type { Relevance } from './relevance-port.ts';
import type { VisitorSupport } from './visitor-support.ts';

/** What the operator's API looks at and changes: the parts of one server. */
export interface AdminParts {
  readonly store: Store;
  readonly log: ChangeLog;
  readonly sites: EditedSites;
  readonly connectors: readonly ConnectorHealth[];
  readonly reconciling: Pick<Reconciling, 'run' | 'reports'>;
  readonly aside: Aside & Pick<Ingest, 'retry'>;
  readonly previews: PreviewTokens;
  readonly personas: Readonly<Record<string, Persona>>;
  /** What this process holds. */
  readonly process: () => ProcessState;
  /** Null where nothing is remembered of visitors. */
  readonly visitors: VisitorSupport | null;
  readonly relevance: Relevance;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Hears what fails while nobody waits for it. */
  readonly failed: (error: unknown) => void;
  /** Is told the number and the hash of each row of the audit log. */
  readonly audited: (row: { readonly id: number; readonly hash: string }) => void;
}

export interface ProcessState {
  readonly responses: { readonly bytes: number; readonly entries: number; readonly contents: number } | null;
  readonly streams: { readonly subscribers: number; readonly groups: number } | null;
  readonly answers: Readonly<Record<string, { HIT: number; STALE: number; JOINED: number; MISS: number }>>;
}

/** All that a resolver of the operator's API may know. */
export interface AdminContext extends AdminParts {
  readonly operator: Operator;
  readonly actions: Actions;
  readonly signal: AbortSignal;
}
