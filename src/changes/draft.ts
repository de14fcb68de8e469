import type { ChangeDraft } from '../contract/changes.ts';
import { EtalageError } from '../contract/errors.ts';

/**
 * A change before it is logged: what a connector reports, and which one it was. Its `id` is unique within the source, and
 * one delivery may report several entities: a second draft with the same id, kind and key is left out.
 */
export interface Draft extends ChangeDraft {
  readonly source: string;
}

/** Of names that code gives: sources, kinds, facets, sites, readers. */
const name = /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/;
/** Facets may be paths: `attributes.care`. */
const facet = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;
/**
 * Of ids that backends give. No white space, quotes, `@` or `+`: an address or a telephone number does not pass for an
 * id. Anything else is percent-encoded by the connector.
 */
const opaque = /^(?:[A-Za-z0-9_/]|%(?!40)[0-9A-F]{2})(?:[A-Za-z0-9._:~/=#-]|%(?!40)[0-9A-F]{2}){0,254}$/;

const opaqueWords = 'an opaque id (at most 255 of A-Z a-z 0-9 . _ : ~ / = # - %XX)';

/**
 * Refuses a draft that must not get into the log, where it would be kept, sent on and used as a tag.
 *
 * @throws {EtalageError} CHANGE_INVALID, which names the field and what was expected; not the value, which may be
 * personal data.
 */
export function checkDraft(draft: Draft): void {
  const { source, id, at, kind, key, facets, version, sites } = draft;
  expect(name.test(source), 'source', 'a name', draft);
  expect(name.test(kind), 'kind', 'a name without dots', draft);
  expect(opaque.test(key), 'key', opaqueWords, draft);
  expect(id === undefined || opaque.test(id), 'id', opaqueWords, draft);
  expect(facets?.every((word) => facet.test(word)) ?? true, 'facets', 'names', draft);
  expect(sites?.every((word) => name.test(word)) ?? true, 'sites', 'keys of sites', draft);
  expect(version === undefined || Number.isSafeInteger(version), 'version', 'a safe integer', draft);
  expect(at === undefined || Number.isSafeInteger(at), 'at', 'milliseconds since the epoch', draft);
}

/** Readers are named in the store and in the operator's lists. @throws {EtalageError} READER_INVALID. */
export function checkReader(reader: string): void {
  if (!name.test(reader)) throw new EtalageError('READER_INVALID', `a reader's name must match ${name.source}`);
}

/** @throws {EtalageError} CURSOR_INVALID: it may have come from outside. */
export function checkCursor(cursor: number): void {
  if (!Number.isSafeInteger(cursor) || cursor < 0)
    throw new EtalageError('CURSOR_INVALID', `expected a position: a whole number from 0, found ${cursor}`);
}

function expect(holds: boolean, field: keyof Draft, expected: string, draft: Draft): void {
  if (holds) return;
  const source = name.test(draft.source) ? draft.source : '(unreadable)';
  throw new EtalageError('CHANGE_INVALID', `a change of source ${source}: expected ${field} to be ${expected}`);
}
