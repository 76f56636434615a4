/** One reason of a refusal, as the server gives it. */
export interface Reason {
  readonly code: string;
  readonly message: string;
  readonly remedy?: string | undefined;
  readonly pointer?: string | undefined;
}

interface ProblemParts {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail?: string | undefined;
  readonly requestId?: string | undefined;
  readonly reasons?: readonly Reason[] | undefined;
  readonly errors?: readonly Reason[] | undefined;
}

/** What the server answered instead of what was asked for (RFC 9457): a sentence, every reason, and the request ID. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly requestId: string | undefined;
  /** why a rule refuses; and which fields are wrong, with their pointers */
  readonly reasons: readonly Reason[];

  constructor(parts: ProblemParts) {
    super(parts.detail ?? parts.title);
    this.name = 'ApiProblem';
    this.status = parts.status;
    this.code = parts.code;
    this.title = parts.title;
    this.requestId = parts.requestId;
    this.reasons = [...(parts.reasons ?? []), ...(parts.errors ?? [])];
  }
}

/** The problem that an answer tells of, also where something between us and the server wrote it. */
export async function problemFrom(response: Response): Promise<ApiProblem> {
  const requestId = response.headers.get('x-request-id') ?? undefined;
  const fallback = { status: response.status, code: 'unexpected', title: `The server answered ${response.status}` };
  try {
    // eslint-disable-next-line typescript/no-unsafe-type-assertion -- every refusal of the server is a problem document
    const parts = (await response.json()) as Partial<ProblemParts>;
    return new ApiProblem({ requestId, ...fallback, ...parts });
  } catch {
    return new ApiProblem({ ...fallback, requestId });
  }
}

/** A problem without the reasons that are told at their fields; nothing where no other is left. */
export function withoutReasonsAt(problem: unknown, pointers: readonly string[]): unknown {
  if (!(problem instanceof ApiProblem)) return problem;
  const { reasons } = problem;
  const left = reasons.filter(({ pointer }) => pointer === undefined || !pointers.includes(pointer));
  if (left.length === reasons.length) return problem;
  return left.length === 0 ? null : withReasons(problem, left);
}

/** A taken key is told without a place, as the caller knows which key it gave: here it stands in a field. */
export function withKeyAt(problem: unknown, pointer: string): unknown {
  if (!(problem instanceof ApiProblem)) return problem;
  return withReasons(
    problem,
    problem.reasons.map((reason) =>
      reason.code === 'duplicate_key' && reason.pointer === undefined ? { ...reason, pointer } : reason,
    ),
  );
}

/** The problem with other reasons. */
export function withReasons(
  { status, code, title, message, requestId }: ApiProblem,
  reasons: readonly Reason[],
): ApiProblem {
  return new ApiProblem({ status, code, title, detail: message, requestId, reasons });
}

/** What speaks against one field, in sentences that call it as the page does; nothing where nothing does. */
export function sentencesAt(problem: unknown, pointer: string, label: string): string | undefined {
  const name = pointer.slice(1).replaceAll('/', '.');
  const sentences = reasonsAt(problem, pointer).map(({ message, remedy }) => {
    const named = message.startsWith(`${name} `) ? `${label}${message.slice(name.length)}` : message;
    return remedy === undefined ? named : `${named} ${remedy}`;
  });
  return sentences.length === 0 ? undefined : sentences.join(' ');
}

/** The reasons that speak about one field of the input. */
export function reasonsAt(problem: unknown, pointer: string): readonly Reason[] {
  if (!(problem instanceof ApiProblem)) return [];
  return problem.reasons.filter((reason) => reason.pointer === pointer);
}
