import type { Actor } from './permissions.ts';

/** Who did something, as somebody may know: who works for the producer, and what its keys are called, stays with its people. */
export function shownName({ audience }: Pick<Actor, 'audience'>, name: string): string {
  return audience === 'producer' ? name : 'producer';
}
