import { Problem } from '../shared/problems.ts';
import type { Actor, Permission } from './rules/permissions.ts';

/**
 * Throws `forbidden`, with what is missing and who can help, where the actor lacks the permission, or is an end user: what is
 * not made for them is closed to them, whatever permission their role has.
 */
export function authorise(actor: Actor, permission: Permission): void {
  authoriseAnyAudience(actor, permission);
  authoriseProducer(actor);
}

/** Throws `forbidden` where the actor is an end user: for what needs no one permission, but is not made for them. */
export function authoriseProducer(actor: Actor): void {
  if (actor.audience === 'producer') return;
  throw new Problem('forbidden', 'This is for the producer only. Ask your producer for what you need.');
}

/** As `authorise`, for what end users may do too, in the accounts that the actor's scope names. */
export function authoriseAnyAudience(actor: Actor, permission: Permission): void {
  if (actor.permissions.has(permission)) return;
  throw new Problem(
    'forbidden',
    `This needs the permission ${permission}. Ask an administrator for a role that has it.`,
  );
}

/** As `authorise`, for what spans every account: an actor limited to some accounts may not do it. */
export function authoriseEverywhere(actor: Actor, permission: Permission): void {
  authorise(actor, permission);
  if (!actor.scope.all)
    throw new Problem(
      'forbidden',
      `This concerns every account, but your role is limited to some. Ask an administrator.`,
    );
}

/** As `authoriseEverywhere`, for what also spans every product: an actor limited to product lines may not do it. */
export function authoriseEverything(actor: Actor, permission: Permission): void {
  authoriseEverywhere(actor, permission);
  refuseLimitedToLines(actor);
}

/** Throws `forbidden` where the actor sees only some product lines: for what reaches beyond them. */
export function refuseLimitedToLines({ productLines }: Actor): void {
  if (productLines.all) return;
  throw new Problem(
    'forbidden',
    'This concerns every product, but you see only those of some product lines. Ask an administrator.',
  );
}
