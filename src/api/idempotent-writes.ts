import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { identityOf, type Actor } from '../accounts/rules/permissions.ts';
import type { JobsApp } from '../jobs/job-definition.ts';
import { doOnce, type OnceRequest } from '../platform/idempotency.ts';
import { pointerOf } from '../shared/field-errors.ts';
import { asJson } from '../shared/objects.ts';
import { Problem } from '../shared/problems.ts';
import type { OperationFacts } from './operation.ts';

/** An answer with everything that is sent of it. */
export interface PresentedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** for a repeat with the same Idempotency-Key */
  readonly isKept: boolean;
}

const keptAnswer = z.strictObject({
  status: z.int(),
  headers: z.record(z.string(), z.string()),
  body: z.json(),
  isKept: z.boolean(),
});

/**
 * True for operations that take an Idempotency-Key: every write but of streams, of secrets that must not be kept, and of
 * callers whose keys could not be told apart.
 */
export function takesIdempotencyKey(facts: OperationFacts): boolean {
  const { method, streams, answersSecret } = facts;
  return method !== 'GET' && streams === undefined && answersSecret !== true && facts.public !== true;
}

/** What is to be done once, where the caller says so by an Idempotency-Key. */
export function onceRequest(facts: OperationFacts, request: FastifyRequest, actor: Actor): OnceRequest | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined || facts.method === 'GET') return undefined;
  if (facts.answersSecret === true)
    throw wrongKey('is not taken here, as the answer is a secret that is kept nowhere.');
  if (facts.public === true) throw wrongKey('is not taken where nobody needs to say who they are.');
  if (!takesIdempotencyKey(facts))
    throw wrongKey('is not taken with a file: importing the same file again changes nothing.');
  if (typeof key !== 'string' || !/^[\u0021-\u007e]{1,255}$/.test(key))
    throw wrongKey('must be 1 to 255 visible characters, such as a UUID.');
  const asked = JSON.stringify([facts.method, request.url, request.headers['if-match'] ?? null, request.body ?? null]);
  return { actor: identityOf(actor), key, fingerprint: createHash('sha256').update(asked).digest('base64') };
}

/** Does a write once and answers as the first time; whoever waits for work is told when it is committed. */
export async function answerOnce(
  app: JobsApp,
  once: OnceRequest,
  call: (app: JobsApp) => Promise<PresentedAnswer>,
): Promise<PresentedAnswer> {
  let isNudged = false;
  const quiet = { ...app, nudgeWorkers: () => void (isNudged = true) };
  const kept = await doOnce(
    quiet,
    once,
    async (over) => keptAnswer.parse(asJson(await call(over))),
    (answer) => answer.isKept,
  );
  if (isNudged) app.nudgeWorkers();
  return keptAnswer.parse(kept);
}

function wrongKey(what: string): Problem {
  const message = `Idempotency-Key ${what}`;
  return new Problem('invalid_input', message, {
    errors: [{ pointer: pointerOf(['Idempotency-Key']), code: 'wrong_value', message }],
  });
}
