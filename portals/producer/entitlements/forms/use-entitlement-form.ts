import { useEffect, useRef, useState } from 'react';
import { useSession } from '../../../shared/session.ts';
import { withKeyAt, type ApiProblem } from '../../../shared/api/problem.ts';
import type { EntitlementWish, Row } from './entitlement-wish.ts';
import { keepDraft, keptDraft } from './kept-drafts.ts';
import { problemUnder } from './problem-parts.ts';

export type ItemList = 'lineItems' | 'maintenance';

/** Where the items of a list stand in the request. */
const places = { lineItems: '/lineItems', maintenance: '/maintenanceLineItems' } as const;

export interface EntitlementForm {
  readonly wish: EntitlementWish;
  readonly setWish: (change: (before: EntitlementWish) => EntitlementWish) => void;
  readonly isDirty: () => boolean;
  /** it began with what was typed before */
  readonly isRestored: boolean;
  /** what the server said about the whole request */
  readonly refused: unknown;
  /** what it said about one item, with pointers from the item on */
  readonly problemOf: (key: string) => ApiProblem | null;
  readonly refuse: (problem: unknown) => void;
  /** an item was mended, or is gone: what was said about it is not true any more */
  readonly settle: (key: string) => void;
  readonly startAnew: () => void;
  /** it is over: nothing of it is kept */
  readonly forget: () => void;
}

/** The state of the form that makes an entitlement. What is typed outlives a session that ends meanwhile. */
export function useEntitlementForm(form: string, start: EntitlementWish): EntitlementForm {
  const { userId } = useSession().user;
  const [kept] = useState(() => keptDraft(userId, form));
  const [wish, setWish] = useState(kept ?? start);
  const [refused, setRefused] = useState<unknown>(null);
  const [problems, setProblems] = useState<ReadonlyMap<string, ApiProblem>>(new Map());
  const isOver = useRef(false);
  const isDirty = (): boolean => !isOver.current && wish !== start;
  useEffect(() => {
    if (!isOver.current) keepDraft(userId, form, wish === start ? undefined : wish);
  }, [userId, form, wish, start]);
  return {
    wish,
    setWish,
    isDirty,
    isRestored: kept !== undefined && wish === kept,
    refused,
    problemOf: (key) => problems.get(key) ?? null,
    refuse: (answer) => {
      const problem = withKeyAt(answer, '/entitlementId');
      setRefused(problem);
      setProblems(new Map([...problemsOf(problem, wish, 'lineItems'), ...problemsOf(problem, wish, 'maintenance')]));
    },
    settle: (key) => setProblems(new Map([...problems].filter(([other]) => other !== key))),
    startAnew: () => setWish(start),
    forget: () => {
      isOver.current = true;
      keepDraft(userId, form, undefined);
    },
  };
}

function problemsOf(
  problem: unknown,
  wish: EntitlementWish,
  list: ItemList,
): readonly (readonly [string, ApiProblem])[] {
  const rows: readonly Row<unknown>[] = wish[list];
  return rows.flatMap(({ key }, index) => {
    const found = problemUnder(problem, `${places[list]}/${index}`);
    return found === null ? [] : [[key, found] as const];
  });
}
