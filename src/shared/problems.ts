import type { Reason } from './decision.ts';

/** Every error code of the doors, once: its HTTP status and its title (RFC 9457). */
export const problemCatalog = {
  malformed: { status: 400, title: 'The request is not well formed' },
  invalid_input: { status: 400, title: 'Some fields of the request are wrong' },
  not_sortable: { status: 400, title: 'The list cannot be sorted that way' },
  invalid_cursor: { status: 400, title: 'The cursor does not belong to this list' },
  unauthenticated: { status: 401, title: 'A valid API key or session is needed' },
  sign_in_failed: { status: 401, title: 'User name and password do not fit together' },
  forbidden: { status: 403, title: 'The permission for this is missing' },
  csrf_token_missing: { status: 403, title: 'The request does not show that it comes from our own page' },
  not_found: { status: 404, title: 'There is no such thing, or you may not see it' },
  method_not_allowed: { status: 405, title: 'This address does not take that method' },
  duplicate_key: { status: 409, title: 'The key is taken' },
  job_already_running: { status: 409, title: 'The job is running already' },
  idempotency_key_in_progress: { status: 409, title: 'The same request is still being worked on' },
  stale_version: { status: 412, title: 'It was changed by someone else in the meantime' },
  payload_too_large: { status: 413, title: 'The request is too large' },
  unsupported_media_type: { status: 415, title: 'This kind of content is not taken here' },
  refused: { status: 422, title: 'The rules do not allow it' },
  idempotency_key_reused: { status: 422, title: 'The idempotency key was used for another request' },
  batch_undone: { status: 424, title: 'Another row of the batch is refused, so nothing was kept' },
  too_many_requests: { status: 429, title: 'Too many requests' },
  internal: { status: 500, title: 'Something went wrong inside' },
  database_unavailable: { status: 503, title: 'The database cannot be reached at the moment' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof problemCatalog;

export interface FieldError {
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
}

/** What is thrown where an operation cannot even be decided: not found, forbidden, conflict, bad input. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly errors: readonly FieldError[];
  readonly reasons: readonly Reason[];

  constructor(
    code: ProblemCode,
    detail: string,
    more: {
      readonly errors?: readonly FieldError[];
      readonly reasons?: readonly Reason[];
      readonly cause?: unknown;
    } = {},
  ) {
    super(detail, { cause: more.cause });
    this.name = 'Problem';
    this.code = code;
    this.errors = more.errors ?? [];
    this.reasons = more.reasons ?? [];
  }

  get status(): number {
    return problemCatalog[this.code].status;
  }

  get title(): string {
    return problemCatalog[this.code].title;
  }
}

/** The problem for a key that names nothing, or nothing that the caller may see. */
export function notFound(what: string, key: string): Problem {
  return new Problem('not_found', `There is no ${what} "${key}", or you may not see it.`);
}

/** The problem that carries a refusal through a door that can only throw. */
export function refusal(reasons: readonly Reason[]): Problem {
  return new Problem('refused', reasons.map((reason) => reason.message).join(' '), { reasons });
}
