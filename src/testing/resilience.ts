/** What every method must do when its caller leaves or its backend is in trouble. */
import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import type { Call } from '../contract/call.ts';
import type { CapabilityName } from '../contract/capabilities.ts';
import type { Connector } from '../contract/connector.ts';
import type { ConnectorErrorCode } from '../contract/errors.ts';
import { assertAborted, assertConnectorError, describe, rejection } from './assertions.ts';
import type { Bench, Check, Fault, Faults, Known } from './subject.ts';
import { countRequests, hang, troubles } from './transport.ts';

/** One method, with arguments that find something. Rejects when the call failed, also where the error stands in a result. */
export interface Operation {
  readonly capability: CapabilityName;
  readonly method: string;
  run(connector: Connector, known: Known, call: Call): Promise<unknown>;
}

const noTransport = { notApplicable: 'the connector does not use the given fetch' };

export function resilienceChecks(operation: Operation): readonly Check[] {
  const { capability, method } = operation;
  const check = (rule: string, run: Check['run']): Check => ({ capability, method, rule, run });
  return [
    check('rejects a call that is already aborted', async (bench) => {
      const reason = new Error('the visitor left');
      const pending = operation.run(
        bench.connector,
        bench.subject.known,
        bench.call({ signal: AbortSignal.abort(reason) }),
      );
      assertAborted(await rejection(pending, 'an aborted call'), reason, 'an aborted call');
      return undefined;
    }),
    check('rejects when the call is aborted under way', (bench) => abortUnderWay(operation, bench)),
    check('names every trouble of its backend', (bench) => inEveryTrouble(operation, bench)),
    whenGiven('failing', 'reports a failing backend', (bench, fault) =>
      inFault(operation, 'failing', fault, 'CONNECTOR_UNAVAILABLE', bench),
    ),
    whenGiven('malformed', 'reports nonsense from the backend', (bench, fault) =>
      inFault(operation, 'malformed', fault, 'CONNECTOR_MALFORMED', bench),
    ),
    whenGiven('slow', 'gives up on a slow backend when the caller does', (bench, fault) =>
      slowly(operation, fault, bench),
    ),
  ];

  function whenGiven(
    name: keyof Faults,
    rule: string,
    run: (bench: Bench, fault: Fault) => ReturnType<Check['run']>,
  ): Check {
    return {
      ...check(rule, async (bench) => {
        const fault = bench.subject.faults?.[name] ?? assert.fail(`the subject has no fault '${name}'`);
        return run(bench, fault);
      }),
      applies: ({ faults }) => faults?.[name] !== undefined,
    };
  }
}

async function abortUnderWay(operation: Operation, bench: Bench): ReturnType<Check['run']> {
  const { fetch, asked, release } = hang();
  const connector = await bench.createOver(fetch);
  const caller = new AbortController();
  const reason = new Error('the visitor left');
  const outcome = settle(operation.run(connector, bench.subject.known, bench.call({ signal: caller.signal })));
  const first = await Promise.race([asked.then(() => 'asked' as const), outcome]);
  if (first !== 'asked') return first.error === undefined ? noTransport : Promise.reject(first.error);
  caller.abort(reason);
  await turn();
  release();
  const { error, answer } = await outcome;
  assert.ok(error !== undefined, `a call aborted under way: expected an error, got ${describe(answer)}`);
  assertAborted(error, reason, 'a call aborted under way');
  return undefined;
}

/** All troubles in one check, and all of its findings in one message: most connectors share one way of reading answers. */
async function inEveryTrouble(operation: Operation, bench: Bench): ReturnType<Check['run']> {
  const findings: string[] = [];
  for (const trouble of troubles) {
    const { fetch, count } = countRequests(trouble.fetch);
    const connector = await bench.createOver(fetch);
    const { error, answer } = await settle(operation.run(connector, bench.subject.known, bench.call()));
    if (count() === 0) return error === undefined ? noTransport : Promise.reject(error);
    try {
      assert.ok(error !== undefined, `${trouble.name}: expected an error, got ${describe(answer)}`);
      assertConnectorError(error, trouble.codes, at(operation, connector), trouble.name);
    } catch (finding) {
      findings.push(finding instanceof Error ? finding.message : String(finding));
    }
  }
  assert.equal(findings.length, 0, findings.join('\n'));
  return undefined;
}

async function inFault(
  operation: Operation,
  name: string,
  fault: Fault,
  code: ConnectorErrorCode,
  bench: Bench,
): ReturnType<Check['run']> {
  const undo = await fault();
  try {
    const pending = operation.run(bench.connector, bench.subject.known, bench.call());
    const situation = `a backend that is ${name}`;
    assertConnectorError(await rejection(pending, situation), [code], at(operation, bench.connector), situation);
  } finally {
    await undo();
  }
  return undefined;
}

async function slowly(operation: Operation, fault: Fault, bench: Bench): ReturnType<Check['run']> {
  const undo = await fault();
  const caller = new AbortController();
  const reason = new Error('the visitor left');
  const outcome = settle(operation.run(bench.connector, bench.subject.known, bench.call({ signal: caller.signal })));
  await turn();
  caller.abort(reason);
  await turn();
  // From here on the backend answers again, so that a connector that ignored the signal answers too and is caught.
  await undo();
  const { error, answer } = await outcome;
  assert.ok(error !== undefined, `a slow backend: expected an error after the abort, got ${describe(answer)}`);
  assertAborted(error, reason, 'a slow backend');
  return undefined;
}

function at(operation: Operation, connector: Connector) {
  return { connector: connector.name, capability: operation.capability };
}

/** The outcome as a value: nothing is left to become an unhandled rejection while the check looks elsewhere. */
function settle(promise: Promise<unknown>): Promise<{ error?: unknown; answer?: unknown }> {
  return promise.then(
    (answer) => ({ answer }),
    (error) => ({ error }),
  );
}
