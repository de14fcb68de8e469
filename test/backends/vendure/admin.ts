/** Vendure's Admin API as a person in its back office would use it: to change things that a test then reads. */
import { setTimeout as sleep } from 'node:timers/promises';

export interface Admin {
  /** Sends a document and returns its data. Throws on GraphQL errors and on mutations that answer an `errorCode`. */
  query<T>(document: string, variables?: Record<string, unknown>, channelToken?: string): Promise<T>;
  /** Waits until no background job is left: the search index and the collections are up to date then. */
  idle(): Promise<void>;
}

/** Logs in as the superadmin that `server.ts` sets up. */
export async function logIn(adminApi: string): Promise<Admin> {
  const login = await post(
    adminApi,
    {},
    'mutation { login(username: "superadmin", password: "superadmin") { __typename } }',
  );
  const token = login.headers.get('vendure-auth-token');
  if (!token) throw new Error(`the admin login gave no token: ${await login.text()}`);

  const query = async <T>(document: string, variables?: Record<string, unknown>, channelToken?: string): Promise<T> => {
    const headers: Record<string, string> = { authorization: `Bearer ${token}` };
    if (channelToken) headers['vendure-token'] = channelToken;
    const response = await post(adminApi, headers, document, variables);
    const text = await response.text();
    const body = JSON.parse(text) as { data?: T; errors?: unknown };
    if (body.errors || !body.data || text.includes('"errorCode"')) throw new Error(`Admin API: ${text}`);
    return body.data;
  };

  return {
    query,
    async idle() {
      const open = '{ jobs(options: { filter: { isSettled: { eq: false } } }) { totalItems } }';
      while ((await query<{ jobs: { totalItems: number } }>(open)).jobs.totalItems > 0) await sleep(100);
    },
  };
}

function post(url: string, headers: Record<string, string>, query: string, variables?: Record<string, unknown>) {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
}
