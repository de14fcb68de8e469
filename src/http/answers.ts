/** How an operation is answered, whoever carries it: from the response cache, in parts, or made for who asks. */
import type { Footprint } from '../cache/footprint.ts';
import type { Recorder } from '../cache/recorder.ts';
import type { Answer, Responses } from '../cache/responses.ts';
import type { Snapshot } from '../cache/snapshot.ts';
import type { Site } from '../config/site.ts';
import type { Assignment } from '../context/context.ts';
import type { OpenRequest } from '../context/create.ts';
import type { Documents, Parts, PreparedDocument } from './documents.ts';
import type { Execute, Task } from './execute.ts';
import type { Operation } from './operation.ts';
import type { ResponsePayload } from './payload.ts';
import type { RequestFacts } from './request-log.ts';
import { mergeParts } from './split.ts';

/** Where answers are remembered. */
export interface AnswerMemory {
  /** Null: every answer is made for who asks it. */
  readonly responses: Responses<ResponsePayload, Assignment> | null;
  /** For what is executed without them. */
  readonly recorder: (snapshot: Snapshot) => Recorder;
}

/** An operation of a site, as its carrier has read it. */
export interface Question {
  readonly site: Site;
  readonly method: Task['method'];
  readonly operation: Operation;
  /** Null for a text that does not parse: whoever executes it says so. */
  readonly prepared: PreparedDocument | null;
  /** Its document is one of the manifest's. */
  readonly trusted: boolean;
}

/** An answer, and all that it depended on: one footprint for each of its parts. */
export interface Answered {
  readonly payload: ResponsePayload;
  readonly assignments: readonly Assignment[];
  readonly footprints: readonly Pick<Footprint, 'tags' | 'asOf' | 'until' | 'softUntil' | 'fleeting' | 'degraded'>[];
  /** Of the response cache, as a whole. Null for what was made for who asked, if only in part. */
  readonly kept: Answer<ResponsePayload, Assignment> | null;
}

/** What is known of an operation before it is answered. */
export interface Plan {
  /** Names the question, of a query in parts that of its public part; null when nobody else's answer can be this one's. */
  readonly key: string | null;
  /** It is answered in parts, one of them for who asks alone. */
  readonly split: boolean;
  /** Made for who asks, as a whole, and kept by nobody. */
  alone(opened: OpenRequest, facts: RequestFacts): Promise<Answered>;
  answer(opened: OpenRequest, facts: RequestFacts): Promise<Answered>;
}

export type PlanAnswer = (question: Question, memory: AnswerMemory) => Plan;

export function createAnswers(execute: Execute, documents: Documents): PlanAnswer {
  return ({ site, method, operation, prepared, trusted }, { responses, recorder }) => {
    const variables = operation.variables ?? {};
    const parts: Parts | null = responses && prepared && documents.partsOf(prepared, variables);
    const shared = parts ? parts.public.prepared : prepared;
    const question = responses && shared?.cacheable ? documents.keyOf(shared, variables) : null;
    const key = question && `${site.key} ${site.hash} ${question}`;

    async function make(query: string, opened: OpenRequest, part: Recorder, facts: RequestFacts) {
      const task = { ...operation, query };
      const document = trusted ? documents.prepare(task) : null;
      const writes = prepared?.operation.operation === 'mutation';
      return execute({ method, operation: task, trusted: document, writes }, { context: opened.part(part), facts });
    }
    async function alone(query: string, opened: OpenRequest, facts: RequestFacts): Promise<Answered> {
      const footprint = recorder(opened.snapshot);
      const { payload, assignments } = await make(query, opened, footprint, facts);
      return { payload, assignments, footprints: [footprint], kept: null };
    }
    async function together(query: string, opened: OpenRequest, facts: RequestFacts): Promise<Answered> {
      if (!responses || !key) return alone(query, opened, facts);
      const kept = await responses.respond({
        key,
        snapshot: opened.snapshot,
        execute: (part) => make(query, opened, part, facts),
      });
      return { payload: kept.payload, assignments: kept.assignments, footprints: [toFootprint(kept)], kept };
    }

    return {
      key,
      split: parts !== null,
      alone: (opened, facts) => alone(operation.query, opened, facts),
      async answer(opened, facts) {
        if (!parts) return together(operation.query, opened, facts);
        const [open, own] = await Promise.all([
          together(parts.public.query, opened, facts),
          alone(parts.private, opened, facts),
        ]);
        return {
          payload: mergeParts([open.payload, own.payload], parts.order),
          assignments: [...open.assignments, ...own.assignments],
          footprints: [...open.footprints, ...own.footprints],
          kept: null,
        };
      },
    };
  };
}

function toFootprint({ tags, ...rest }: Answer<ResponsePayload, Assignment>): Answered['footprints'][number] {
  return { ...rest, tags: tags instanceof Set ? tags : new Set(tags) };
}
