import type { ProblemCode } from '../shared/problems.ts';

/** What each error code means and what cures it, for the pages that the `type` of a problem leads to. */
export const problemAdvice: Readonly<Record<ProblemCode, { readonly meaning: string; readonly remedy: string }>> = {
  malformed: {
    meaning: 'The request could not be read: broken JSON, bytes that are not UTF-8, a broken address or broken HTTP.',
    remedy: 'Send JSON in UTF-8 with the content type application/json. The detail says where reading stopped.',
  },
  invalid_input: {
    meaning:
      'The request could be read, but some fields or parameters are missing, unknown, of the wrong type or out of range. Nothing was changed.',
    remedy: 'errors names each of them with a JSON pointer. Mend them all and send the request again.',
  },
  not_sortable: {
    meaning: 'The list has no index for the wanted order.',
    remedy: 'Leave sort away, or use one of the fields that the list names in the OpenAPI document.',
  },
  invalid_cursor: {
    meaning: 'The cursor was not made by this list, or was changed on its way.',
    remedy: 'Take nextCursor of the page before exactly as it came, or start at the first page.',
  },
  unauthenticated: {
    meaning: 'The request has no API key and no session, or one that is unknown, revoked, over or past its end.',
    remedy:
      'People sign in again. Programs send "Authorization: Bearer" and a valid API key; an administrator makes one with licet api-key or POST /api/v1/api-keys.',
  },
  sign_in_failed: {
    meaning:
      'There is no such user, the password is another, or the user may not sign in at the moment. Which of these it is, is told to nobody.',
    remedy:
      'Check user name and password, or ask for a link to choose a new password. Too many wrong passwords make a user inactive, until an administrator makes them active again.',
  },
  forbidden: {
    meaning:
      'Who asks is known, but none of their roles has the permission that this needs, or the role is for other accounts, or it is for the producer only.',
    remedy: 'The detail names the permission. Ask an administrator for a role that has it.',
  },
  csrf_token_missing: {
    meaning:
      'The request came with the cookie of a session, which browsers also send for pages of others, but without the token that only our own pages have.',
    remedy: 'Send the csrfToken of the session in the header X-CSRF-Token with everything but GET and HEAD.',
  },
  not_found: {
    meaning:
      'Nothing has this key, or it belongs to an account that you may not see. The two are answered alike on purpose.',
    remedy: 'Check the key and its spelling, and which accounts your role is limited to.',
  },
  method_not_allowed: {
    meaning: 'The address exists, but not for this HTTP method.',
    remedy: 'The header Allow names the methods that it takes.',
  },
  duplicate_key: {
    meaning:
      'Something else has this key already. Entitlement IDs, activation IDs and web register keys share one namespace.',
    remedy: 'Choose another key, or leave it away and let Licet make one.',
  },
  job_already_running: {
    meaning: 'The job has a run that is queued or running, and may have only one.',
    remedy: 'Wait until it has ended, or cancel it with POST /api/v1/job-runs/{runId}/cancel.',
  },
  idempotency_key_in_progress: {
    meaning: 'An earlier request with the same Idempotency-Key has not been answered yet.',
    remedy: 'Ask again in a moment; you will get its answer.',
  },
  stale_version: {
    meaning:
      'If-Match names a version that is no longer the current one: someone else changed the entity in the meantime. Nothing was changed.',
    remedy: 'Read the entity again, look at what changed, and repeat with the new ETag.',
  },
  payload_too_large: {
    meaning: 'The body is longer than 10 MB.',
    remedy: 'Send less at once, or use POST /api/v1/imports, which takes files of any size.',
  },
  unsupported_media_type: {
    meaning: 'The body is of a content type that this operation does not take.',
    remedy: 'Send application/json, or application/x-ndjson for imports.',
  },
  refused: {
    meaning:
      'The request is right in form, but the rules of entitlements do not allow it as things are. Nothing was changed.',
    remedy: 'reasons names every rule against it, often with a remedy.',
  },
  idempotency_key_reused: {
    meaning: 'The Idempotency-Key came with another request before.',
    remedy: 'Make a new key for each request, and repeat a request with its own.',
  },
  batch_undone: {
    meaning: 'This row of a batch is right, but another is refused, and the batch was to be kept whole or not at all.',
    remedy: 'Mend the rows that have another problem and send all again, or send atomic: false.',
  },
  too_many_requests: {
    meaning: 'There were more requests than are allowed in this time.',
    remedy: 'Wait as long as Retry-After says.',
  },
  internal: {
    meaning: 'A fault of Licet itself.',
    remedy: 'Tell the operator the requestId: the log has the details under it.',
  },
  database_unavailable: {
    meaning: 'The database cannot be reached at the moment. Nothing was changed.',
    remedy: 'Try again after the seconds that Retry-After says. Licet connects again by itself.',
  },
};
