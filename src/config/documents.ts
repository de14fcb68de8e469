import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { ConfigError, type ConfigProblem } from '../contract/errors.ts';

/** Texts of documents by their ids: the SHA-256 of the text in UTF-8, hexadecimal. What `persistedDocuments` of graphql-codegen writes. */
export type DocumentManifest = Readonly<Record<string, string>>;

export interface DocumentsOptions {
  /** The documents that storefronts send: a path relative to the configuration file, a `file:` URL, or the manifest itself. */
  readonly manifest?: string | URL | DocumentManifest;
  /** `any` document is answered, or only `trusted` ones: those of the manifest. ETALAGE_DOCUMENTS overrides it. */
  readonly mode?: DocumentsMode;
}

export const documentsModes = ['any', 'trusted'] as const;
export type DocumentsMode = (typeof documentsModes)[number];

/** Which documents are answered, with the manifest read and checked. */
export interface DocumentsConfig {
  readonly byId: ReadonlyMap<string, string>;
  readonly texts: ReadonlySet<string>;
  readonly mode: DocumentsMode;
}

/** Every document is answered, and none by an id. */
export const anyDocument: DocumentsConfig = { byId: new Map(), texts: new Set(), mode: 'any' };

/**
 * Reads the manifest and settles the mode: what ETALAGE_DOCUMENTS says, or the configuration; else `trusted` in production
 * (NODE_ENV) where there is a manifest, and `any` elsewhere.
 *
 * @param file the configuration file: the manifest's path is relative to it.
 * @throws {ConfigError} when the manifest cannot be read, an id is not its text's, or the mode is `trusted` without one.
 */
export function readDocuments(
  { manifest, mode: configured }: DocumentsOptions,
  file: string,
  { ETALAGE_DOCUMENTS: said, NODE_ENV }: NodeJS.ProcessEnv,
): DocumentsConfig {
  if (said !== undefined && said !== '' && !isMode(said)) {
    throw invalid(file, { path: 'ETALAGE_DOCUMENTS', expected: 'any or trusted', found: JSON.stringify(said) });
  }
  const byDefault = manifest !== undefined && NODE_ENV === 'production' ? 'trusted' : 'any';
  const mode = isMode(said) ? said : (configured ?? byDefault);
  if (manifest === undefined) {
    if (mode === 'any') return anyDocument;
    const found = 'none, so that nothing could be answered';
    throw invalid(file, { path: 'documents.manifest', expected: 'a manifest of the trusted documents', found });
  }
  const byId = new Map(Object.entries(readManifest(manifest, file)));
  for (const [id, text] of byId) {
    const expected = createHash('sha256').update(String(text)).digest('hex');
    if (id === expected) continue;
    const path = `documents.manifest[${JSON.stringify(id)}]`;
    throw invalid(file, { path, expected: `the id ${expected}, the SHA-256 of its text`, found: JSON.stringify(id) });
  }
  return { byId, texts: new Set(byId.values()), mode };
}

function readManifest(manifest: string | URL | DocumentManifest, file: string): DocumentManifest {
  if (typeof manifest !== 'string' && !(manifest instanceof URL)) return manifest;
  const path = manifest instanceof URL ? manifest : resolve(dirname(file), manifest);
  let read: unknown;
  try {
    read = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    const found = cause instanceof Error ? cause.message : String(cause);
    throw invalid(file, { path: 'documents.manifest', expected: 'a JSON file of texts by id', found }, cause);
  }
  if (typeof read === 'object' && read !== null && Object.values(read).every((text) => typeof text === 'string')) {
    return read as DocumentManifest;
  }
  throw invalid(file, {
    path: 'documents.manifest',
    expected: 'an object of texts by id',
    found: `another value in ${path}`,
  });
}

function isMode(word: string | undefined): word is DocumentsMode {
  return documentsModes.some((mode) => mode === word);
}

function invalid(file: string, problem: ConfigProblem, cause?: unknown): ConfigError {
  return new ConfigError(file, [problem], { cause });
}
