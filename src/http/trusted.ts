import type { DocumentsConfig } from '../config/documents.ts';
import { refusal } from './errors.ts';
import type { Asked, Operation } from './operation.ts';

/** An operation with its document's text, and whether that is one of the manifest's. */
export interface Found {
  readonly operation: Operation;
  readonly trusted: boolean;
}

/**
 * Finds the document of what was asked. An id may come with the prefix `sha256:` of GraphQL over HTTP's persisted
 * documents, or without; a text that is the manifest's is as trusted as its id.
 *
 * @throws DOCUMENT_NOT_FOUND for an id that the manifest does not have.
 * @throws DOCUMENT_NOT_TRUSTED for any other text where only the manifest's are answered.
 */
export function findDocument({ query, documentId, ...rest }: Asked, { byId, texts, mode }: DocumentsConfig): Found {
  if (documentId !== undefined) {
    const text = byId.get(documentId.replace(/^sha256:/, ''));
    if (text !== undefined) return { operation: { ...rest, query: text }, trusted: true };
    const known = byId.size === 0 ? 'this server has no documents by id' : 'the manifest has no such document';
    throw refusal(
      'DOCUMENT_NOT_FOUND',
      `"documentId" is not known here: ${known}. Sending its text as well does not help`,
    );
  }
  const trusted = texts.has(query as string);
  if (!trusted && mode === 'trusted') {
    throw refusal(
      'DOCUMENT_NOT_TRUSTED',
      'This server answers only documents of its manifest: send "documentId". Queries of your own, introspection and ' +
        'the playground need a server with ETALAGE_DOCUMENTS=any',
    );
  }
  return { operation: { ...rest, query: query as string }, trusted };
}
