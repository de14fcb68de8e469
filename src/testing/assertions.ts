import assert from 'node:assert/strict';
import type { z } from 'zod';
import type { Results } from '../contract/call.ts';
import { ConnectorError, type ConnectorErrorCode } from '../contract/errors.ts';

/** The error that the promise rejects with. @throws {AssertionError} when it fulfils. */
export async function rejection(promise: Promise<unknown>, situation: string): Promise<unknown> {
  let answer: unknown;
  try {
    answer = await promise;
  } catch (error) {
    return error;
  }
  assert.fail(`${situation}: expected an error, got ${describe(answer)}`);
}

/** Records only: one entry per key, and every key exists. */
export function present<T>(results: Results<T>, keys: readonly unknown[]): readonly T[] {
  assert.ok(Array.isArray(results), `expected an array of results, got ${describe(results)}`);
  assert.equal(results.length, keys.length, `expected one entry for each of ${keys.length} keys`);
  return results.map((entry, index) => {
    if (entry instanceof Error) throw entry;
    return entry ?? assert.fail(`${describe(keys[index])} is listed as known, but the connector answered ${entry}`);
  });
}

/** Holds a value to its schema; says path, what was expected and what was found. */
export function conform(schema: z.ZodType, value: unknown, what: string): void {
  const { error } = schema.safeParse(value);
  if (!error) return;
  const problems = error.issues.map((issue) => `  ${issue.path.join('.') || '(root)'}: ${issue.message}`);
  assert.fail(`${what} does not have the contract's shape:\n${problems.join('\n')}\n  in ${describe(value)}`);
}

/** Accepts what a caller's abort may look like: the signal's own reason, or an error that says it was a matter of time. */
export function assertAborted(error: unknown, reason: unknown, situation: string): void {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause === reason || cause.name === 'AbortError' || cause.name === 'TimeoutError') {
      const blamed = error instanceof ConnectorError && error.code !== 'CONNECTOR_TIMEOUT';
      assert.ok(!blamed, `${situation}: the caller left, yet the backend is blamed with ${describe(error)}`);
      return;
    }
  }
  if (error === reason || (error instanceof ConnectorError && error.code === 'CONNECTOR_TIMEOUT')) return;
  assert.fail(`${situation}: expected the signal's reason, an AbortError or CONNECTOR_TIMEOUT, got ${describe(error)}`);
}

/** A failure in the contract's words, with the right code, that names the connector and the capability. */
export function assertConnectorError(
  error: unknown,
  codes: readonly ConnectorErrorCode[],
  at: { connector: string; capability: string },
  situation: string,
): void {
  if (!(error instanceof ConnectorError))
    assert.fail(`${situation}: expected a ConnectorError, got ${describe(error)}`);
  const { code, connector, capability } = error;
  assert.ok(codes.includes(code), `${situation}: expected ${codes.join(' or ')}, got ${describe(error)}`);
  assert.deepEqual({ connector, capability }, at, `${situation}: the error names the wrong connector or capability`);
}

/** A value for a message: short, whatever it is. */
export function describe(value: unknown): string {
  if (value instanceof ConnectorError) return `${value.code} ${JSON.stringify(value.message)}`;
  if (value instanceof Error) return `${value.name} ${JSON.stringify(value.message)}`;
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
