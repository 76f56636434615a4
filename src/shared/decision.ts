/** Why something may not be done: a code for programs, a sentence for people, and what would cure it. */
export interface Reason {
  readonly code: string;
  readonly message: string;
  readonly remedy?: string;
  /** JSON pointer into the request or record, where the reason concerns one field of it. */
  readonly pointer?: string;
}

/** A rule's answer: allowed with the plan of what will be done, or refused with every reason at once. */
export type Decision<Plan> =
  | { readonly allowed: true; readonly plan: Plan }
  | { readonly allowed: false; readonly reasons: readonly Reason[] };

export function allow<Plan>(plan: Plan): Decision<Plan> {
  return { allowed: true, plan };
}

export function refuse(reasons: readonly Reason[]): Decision<never> {
  return { allowed: false, reasons };
}

/** Allowed with the plan where no reason speaks against it. */
export function decide<Plan>(reasons: readonly Reason[], plan: () => Plan): Decision<Plan> {
  return reasons.length === 0 ? allow(plan()) : refuse(reasons);
}
