import type { Reason } from '../../shared/decision.ts';
import type { RightState } from '../../shared/vocabulary.ts';
import type { Entitlement } from './entitlement.ts';

/** What the producer's settings and what is activated say about changes of state. */
export interface StatePolicy {
  readonly allowStateChangeToObsolete: boolean;
  readonly allowInactiveOrObsoleteWithActivations: boolean;
  /** copies that are activated, by activation ID; what is not here has none */
  readonly activated: ReadonlyMap<string, number>;
  /** line items of which something was ever activated: they are never draft again (`product.md` 3) */
  readonly everActivated: ReadonlySet<string>;
}

/** What speaks against making anything obsolete: the setting `allowStateChangeToObsolete` (reference 2.7). */
export function reasonsAgainstObsolete(to: RightState, policy: StatePolicy): readonly Reason[] {
  if (to !== 'obsolete' || policy.allowStateChangeToObsolete) return [];
  return [
    {
      code: 'obsolete_not_allowed',
      message: 'Nothing is made obsolete here.',
      remedy: 'Make it inactive, or turn on the setting allowStateChangeToObsolete.',
      pointer: '/state',
    },
  ];
}

/**
 * What speaks against a change of an item of which copies are activated: back to draft never, to inactive or obsolete
 * where the setting `allowInactiveOrObsoleteWithActivations` is off (reference 2.7).
 */
export function reasonsAgainstWithActivations(
  activationId: string,
  to: RightState | undefined,
  pointer: string,
  policy: StatePolicy,
): readonly Reason[] {
  const copies = policy.activated.get(activationId) ?? 0;
  if (to === 'draft' && copies === 0 && policy.everActivated.has(activationId))
    return [wasActivated(activationId, pointer)];
  if (copies === 0 || to === undefined) return [];
  const isWithdrawn = to === 'inactive' || to === 'obsolete';
  const isRefused = to === 'draft' || (isWithdrawn && !policy.allowInactiveOrObsoleteWithActivations);
  if (!isRefused) return [];
  return [
    {
      code: 'has_activations',
      message: `${activationId} cannot become ${to}, as ${copies} of its copies are activated.`,
      remedy: isWithdrawn
        ? 'Return them first, or turn on the setting allowInactiveOrObsoleteWithActivations.'
        : 'Return them first, or make it inactive instead.',
      pointer,
    },
  ];
}

/** What speaks against a file that says of an entitlement or line item that it is a draft, though copies of it were activated. */
export function reasonsAgainstUsedDrafts(
  { state, lineItems }: Pick<Entitlement, 'state' | 'lineItems'>,
  everActivated: ReadonlySet<string>,
): readonly Reason[] {
  return lineItems.flatMap((item, index) =>
    (state === 'draft' || item.state === 'draft') && everActivated.has(item.activationId)
      ? [wasActivated(item.activationId, `/lineItems/${index}/state`)]
      : [],
  );
}

function wasActivated(activationId: string, pointer: string): Reason {
  return {
    code: 'was_activated',
    message: `${activationId} cannot become draft, as copies of it have been activated.`,
    remedy: 'Make it inactive instead.',
    pointer,
  };
}
