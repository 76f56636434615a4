import type { Reason } from '../../shared/decision.ts';

/** What speaks against the ID of a child: something of its entitlement, or another child of the same request, has it. */
export function reasonsAgainstChildId(activationId: string, taken: ReadonlySet<string>): readonly Reason[] {
  if (!taken.has(activationId)) return [];
  return [
    {
      code: 'id_taken',
      message: `The ID ${activationId} is used already; a child has an ID of its own.`,
      remedy: 'Choose another ID, or leave it away.',
      pointer: '/activationId',
    },
  ];
}
