import type { Role } from '../../src/admin/grants.ts';
import type { Server } from '../../src/server.ts';
import type { Answer } from './demo.ts';

/** Asks the operator's API of a server, by a key. */
export interface AdminClient {
  readonly key: string;
  ask(query: string, variables?: Record<string, unknown>): Promise<Answer>;
  /** The same, of which no error is expected. */
  // biome-ignore lint/suspicious/noExplicitAny: answers are looked at by path
  data(query: string, variables?: Record<string, unknown>): Promise<any>;
}

export function adminClient(url: string, key: string): AdminClient {
  async function ask(query: string, variables = {}): Promise<Answer> {
    const response = await postAdmin(url, { query, variables }, { authorization: `Bearer ${key}` });
    return (await response.json()) as Answer;
  }
  return {
    key,
    ask,
    async data(query, variables) {
      const { data, errors } = await ask(query, variables);
      if (errors) throw new Error(JSON.stringify(errors));
      return data;
    },
  };
}

export function postAdmin(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${url}/admin/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

/** A client with a new key of a role, for all sites and areas unless it says otherwise. */
export async function operatorOf(
  server: Pick<Server, 'createKey' | 'url'>,
  role: Role,
  limits: { readonly sites?: readonly string[]; readonly areas?: readonly never[] } = {},
): Promise<AdminClient> {
  if (!server.createKey) throw new Error('the server has no store to keep keys in');
  const key = await server.createKey({ name: role, role, sites: null, areas: null, expiresAt: null, ...limits });
  return adminClient(server.url, key);
}
