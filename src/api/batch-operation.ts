import { z } from 'zod';
import { authorise } from '../accounts/authorise.ts';
import type { Actor } from '../accounts/rules/permissions.ts';
import type { JobsApp } from '../jobs/job-definition.ts';
import { doAllOrNothing, doEach, type BatchOutcome } from '../platform/batch.ts';
import { Problem } from '../shared/problems.ts';
import { post, type Operation, type OperationFacts, type Shape } from './operation.ts';
import { problemDocument, problemOf, problemSchema, type ProblemDocument } from './problem-documents.ts';

export const rowsMax = 1_000;

/** What became of one row: the answer that it would have had alone. */
export type BatchRow<Answer> =
  | { readonly status: number; readonly body: Answer }
  | { readonly status: number; readonly problem: ProblemDocument };

/** What became of all rows, in their order. */
export interface BatchAnswer<Answer> {
  readonly done: boolean;
  readonly results: readonly BatchRow<Answer>[];
}

/** A row that is refused, as it is answered. */
export const refusedRow = z.strictObject({ status: z.int(), problem: problemSchema }).meta({ id: 'RefusedRow' });

/**
 * True for operations that make one thing out of a body alone: each of them has a batch, without a line of its own. What shows
 * its plan does more than that, unless it says what it answers once the thing is made.
 */
export function hasBatch(facts: OperationFacts): boolean {
  const { method, status, path, query, streams, answersSecret } = facts;
  const isPlain = Object.keys(path).length === 0 && Object.keys(query).length === 0;
  return (
    method === 'POST' &&
    status === 201 &&
    isPlain &&
    streams === undefined &&
    answersSecret !== true &&
    (facts.takesPreview !== true || facts.madeAnswer !== undefined) &&
    facts.public !== true
  );
}

/** The operation that makes many at once: all or nothing, or each for itself. */
export function batchOf<Path extends Shape, Query extends Shape, Body extends z.ZodType, Answer>(
  operation: Operation<Path, Query, Body, Answer>,
) {
  const { id, url, permission, answer, madeAnswer = answer } = operation;
  const make = makerOf(operation);
  const name = id.charAt(0).toUpperCase() + id.slice(1);
  return {
    ...post,
    id: `${id}Batch`,
    url: `${url}/batch`,
    summary: `${operation.summary}: up to ${rowsMax} of them at once`,
    description:
      'A row that is not well formed is bad input of the whole. What else is wrong is told row by row: where `atomic` is true ' +
      'nothing is kept then, and the rows that would have been made say `batch_undone`.',
    permission,
    body: z
      .strictObject({
        operations: z.array(operation.body).min(1).max(rowsMax),
        atomic: z
          .boolean()
          .optional()
          .meta({ description: 'true, and where it is missing: all or nothing; false: each for itself.' }),
      })
      .meta({ id: `${name}Batch` }),
    answer: z
      .strictObject({
        done: z.boolean().meta({ description: 'Everything was made.' }),
        results: z
          .array(z.union([z.strictObject({ status: z.int(), body: madeAnswer }), refusedRow]))
          .meta({ description: 'One for each row, in the order of the rows.' }),
      })
      .meta({ id: `${name}BatchResults` }),
    // Where some rows were made, a repeat must not make them again.
    isKept: (answer: BatchAnswer<Answer>) => answer.results.some((row) => 'body' in row),
    run: async ({ app, actor, body }: BatchCall<z.output<Body>>): Promise<BatchAnswer<Answer>> => {
      if (permission !== null) authorise(actor, permission);
      const steps = body.operations.map((one) => (over: JobsApp) => make(over, actor, one));
      const outcomes = await (body.atomic === false ? doEach : doAllOrNothing)(app, steps, isFault);
      return presentRows({ app, actor, body }, operation.status ?? 200, outcomes);
    },
  };
}

interface BatchCall<Body> {
  readonly app: JobsApp;
  readonly actor: Actor;
  readonly body: { readonly operations: readonly Body[]; readonly atomic?: boolean | undefined };
}

function makerOf<Path extends Shape, Query extends Shape, Body extends z.ZodType, Answer>(
  operation: Operation<Path, Query, Body, Answer>,
) {
  const none = { path: z.strictObject(operation.path).parse({}), query: z.strictObject(operation.query).parse({}) };
  return (app: JobsApp, actor: Actor, body: z.output<Body>): Promise<Answer> =>
    operation.run({ app, actor, userAgent: '', ...none, body, expectedVersion: undefined, preview: false });
}

function isFault(error: unknown): boolean {
  return problemOf(error).status >= 500;
}

/** The outcomes as rows; in a batch that is taken back, what would have been made says so. */
export function presentRows<Answer>(
  { app, actor, body }: Pick<BatchCall<unknown>, 'app' | 'actor' | 'body'>,
  status: number,
  outcomes: readonly BatchOutcome<Answer>[],
): BatchAnswer<Answer> {
  const done = outcomes.every((outcome) => 'made' in outcome);
  const undone = new Problem('batch_undone', 'Another row of the batch is refused.');
  const results = outcomes.map((outcome): BatchRow<Answer> => {
    if ('refused' in outcome) return problemRow(app, actor, outcome.refused);
    return done || body.atomic === false ? { status, body: outcome.made } : problemRow(app, actor, undone);
  });
  return { done, results };
}

function problemRow(app: JobsApp, { requestId = '' }: Actor, error: unknown) {
  const problem = problemOf(error);
  if (isFault(error)) app.log.error({ err: error, requestId }, problem.code);
  return { status: problem.status, problem: problemDocument(problem, requestId) };
}
