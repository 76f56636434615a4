import type { Reason } from '../../shared/decision.ts';
import type { ChildWish, ParentFacts } from './child.ts';

type CopyFacts = Pick<ParentFacts, 'parent' | 'children' | 'liveEnds' | 'checkCopies'>;

/** The copies that no child which is not obsolete has drawn (`product.md` 4). */
export function copiesLeft({ parent, children }: Pick<ParentFacts, 'parent' | 'children'>): number {
  return children.reduce((left, child) => left - child.drawn, parent.quantity);
}

/** The copies that a child draws from its parent: what is left, or the number that was asked for. */
export function copiesToDraw(wish: ChildWish, facts: CopyFacts): number {
  if (wish.numberOfCopies !== undefined && wish.isFull !== true) return wish.numberOfCopies;
  return facts.checkCopies ? Math.max(0, copiesLeft(facts)) : facts.parent.quantity;
}

/** True where a child draws everything that is left of its parent. */
export function drawsAll(wish: ChildWish, facts: CopyFacts): boolean {
  return copiesToDraw(wish, facts) >= copiesLeft(facts);
}

/** What speaks against the copies of a child: they are asked for in two ways, or there are not so many. */
export function reasonsAgainstChildCopies(wish: ChildWish, facts: CopyFacts): readonly Reason[] {
  const reasons: Reason[] = [];
  if (wish.isFull === true && wish.numberOfCopies !== undefined)
    reasons.push({
      code: 'copies_given_twice',
      message: 'isFull draws all copies that are left, so a numberOfCopies has no place beside it.',
      remedy: 'Leave one of them away; growth is additionalCopies.',
      pointer: '/numberOfCopies',
    });
  if (wish.isFull === false && wish.numberOfCopies === undefined)
    reasons.push({
      code: 'copies_required',
      message: 'A child that is not full needs its numberOfCopies.',
      pointer: '/numberOfCopies',
    });
  return [...reasons, ...reasonsAgainstTooMany(wish, facts)];
}

function reasonsAgainstTooMany(wish: ChildWish, facts: CopyFacts): readonly Reason[] {
  const left = copiesLeft(facts);
  const asked = copiesToDraw(wish, facts);
  if (!facts.checkCopies || (asked <= left && asked > 0)) return [];
  const { activationId, quantity } = facts.parent;
  const drawing = facts.children.filter((child) => child.drawn > 0);
  const by = drawing
    .slice(0, listedMax)
    .map((child) => `${child.activationId} (${child.drawn})`)
    .join(', ');
  return [
    {
      code: 'insufficient_copies',
      message:
        drawing.length === 0
          ? `${activationId} has ${quantity} copies, not ${asked}.`
          : `${activationId} has ${quantity} copies, of which ${Math.max(0, left)} are left: ${by} draw the others.`,
      remedy: remedyFor(facts),
      pointer: '/numberOfCopies',
    },
  ];
}

function remedyFor({ liveEnds }: CopyFacts): string {
  if (liveEnds.length === 0) return 'Ask for fewer, and sell the growth as additionalCopies.';
  const more = liveEnds.length > listedMax ? ` and ${liveEnds.length - listedMax} more` : '';
  return `Continue ${liveEnds.slice(0, listedMax).join(', ')}${more} instead, or ask for fewer.`;
}

const listedMax = 10;
