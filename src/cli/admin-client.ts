import { Option } from 'commander';
import { secret } from '../config/secret.ts';
import { CommandFailure } from './failure.ts';

/** How a command reaches a running server instead of its store. */
export interface ServerOptions {
  /** Of the server: `http://localhost:4000`. */
  readonly url?: string;
  readonly key?: string;
}

/** For who works beside a running server: what it has in hand, it does itself. */
export function serverOptions(): readonly [Option, Option] {
  return [
    new Option('--url <url>', 'ask the server that runs there, by its operator’s API').env('ETALAGE_SERVER'),
    new Option('--key <key>', 'a key of that API; better in ETALAGE_KEY or ETALAGE_KEY_FILE'),
  ];
}

interface Told {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { readonly message: string }[];
}

interface UserErrors {
  readonly userErrors?: readonly { readonly message: string }[];
}

/**
 * Asks one root field of the operator's API of a running server.
 *
 * @param field its name: what it answers is returned. @throws {CommandFailure} with what to do about it.
 */
export async function askServer<T>(
  { url = '', key }: ServerOptions,
  field: string,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<T> {
  const endpoint = URL.canParse(url) ? new URL('/admin/graphql', url) : null;
  if (!endpoint)
    throw new CommandFailure(`--url: expected the URL of a server, found ${url}.`, 'name it as http://localhost:4000');
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key ?? keyOf()}` },
    body: JSON.stringify({ query, variables }),
  }).catch((cause: unknown) => {
    throw new CommandFailure(`No server answers at ${endpoint.origin}.`, 'start it, or leave out --url', { cause });
  });
  const told = (await response.json().catch(() => ({}))) as Told;
  const [error] = told.errors ?? [];
  if (response.status === 401)
    throw new CommandFailure('The server does not take this key.', 'have one made: etalage keys create --help');
  if (error || !told.data)
    throw new CommandFailure(
      `The server answered: ${error?.message ?? response.status}.`,
      'use a key with the role and areas that this takes',
    );
  const answer = told.data[field] as T & UserErrors;
  const [refused] = answer?.userErrors ?? [];
  if (refused) throw new CommandFailure(`The server refused it: ${refused.message}.`, 'correct what it names');
  return answer;
}

function keyOf(): string {
  try {
    return secret('ETALAGE_KEY');
  } catch (cause) {
    throw new CommandFailure(
      'A key for the server is missing.',
      'set ETALAGE_KEY, or ETALAGE_KEY_FILE, or give --key',
      {
        cause,
      },
    );
  }
}
