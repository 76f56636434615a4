import type { EntitlementWish } from './entitlement-wish.ts';

// As long as the window is open: whoever is signed out while they type finds it again, and nobody else does.
const kept = new Map<string, EntitlementWish>();

/** What a user has typed and not saved, of one form. */
export function keptDraft(userId: string, form: string): EntitlementWish | undefined {
  return kept.get(keyOf(userId, form));
}

/** Keeps what a user has typed; undefined forgets it. */
export function keepDraft(userId: string, form: string, wish: EntitlementWish | undefined): void {
  if (wish === undefined) kept.delete(keyOf(userId, form));
  else kept.set(keyOf(userId, form), wish);
}

function keyOf(userId: string, form: string): string {
  return JSON.stringify([userId, form]);
}
