/**
 * Every error that Etalage itself raises. `code` is stable and public; `message` may be shown to an operator and is
 * masked for visitors unless `expose` says that it is about their own input.
 */
export class EtalageError extends Error {
  readonly code: string;
  /** True when the message concerns the caller's own input and holds nothing of a backend. */
  readonly expose: boolean;
  /** After how many seconds the same call may well succeed; undefined when time alone changes nothing. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: string,
    message: string,
    options: { cause?: unknown; expose?: boolean; retryAfterSeconds?: number } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'EtalageError';
    this.code = code;
    this.expose = options.expose ?? false;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/** What went wrong with a backend, in words that do not depend on the vendor. */
export type ConnectorErrorCode =
  /** No answer within the call's deadline. */
  | 'CONNECTOR_TIMEOUT'
  /** Connection refused or reset, a 5xx, too many calls waiting. */
  | 'CONNECTOR_UNAVAILABLE'
  /** The backend answered 429 or its like. */
  | 'CONNECTOR_RATE_LIMITED'
  /** 401 or 403: the credentials or scopes are wrong. */
  | 'CONNECTOR_DENIED'
  /** It answered something that is not what its contract says. */
  | 'CONNECTOR_MALFORMED'
  /** It refused the request as wrong: our mapping or the site's settings are at fault. */
  | 'CONNECTOR_REJECTED';

/** A failed call to a backend: which connector, which capability, and what of it. */
export class ConnectorError extends EtalageError {
  declare readonly code: ConnectorErrorCode;
  readonly connector: string;
  readonly capability: string;

  constructor(
    code: ConnectorErrorCode,
    at: { connector: string; capability: string },
    message: string,
    options: { cause?: unknown } = {},
  ) {
    super(code, `${at.connector}.${at.capability}: ${message}`, options);
    this.name = 'ConnectorError';
    this.connector = at.connector;
    this.capability = at.capability;
  }
}

/** A place in a configuration that is wrong: where, what was expected, what was found, and the nearest right word. */
export interface ConfigProblem {
  /** Dotted path from the root of the file: `brands.nachtwit.sites.nachtwit-nl.currency`. */
  readonly path: string;
  readonly expected: string;
  readonly found: string;
  /** The nearest match when a name looks like a typo. */
  readonly suggestion?: string;
}

/** The configuration or the sites file cannot be used. Holds all problems, not only the first. */
export class ConfigError extends EtalageError {
  readonly file: string;
  readonly problems: readonly ConfigProblem[];

  constructor(file: string, problems: readonly ConfigProblem[], options: { cause?: unknown } = {}) {
    const lines = problems.map(
      ({ path, expected, found, suggestion }) =>
        `  ${path || '(root)'}: expected ${expected}, found ${found}${suggestion ? `; did you mean ${JSON.stringify(suggestion)}?` : ''}`,
    );
    super('CONFIG_INVALID', `${file} has ${problems.length} problem(s):\n${lines.join('\n')}`, options);
    this.name = 'ConfigError';
    this.file = file;
    this.problems = problems;
  }
}
