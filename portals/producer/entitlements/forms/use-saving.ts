import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { identifierBytes, identifierFrom } from '../../../../src/shared/identifier.ts';
import { call, type CallOptions } from '../../../shared/api/call.ts';
import { refreshAll } from '../../../shared/api/queries.ts';
import { useBranding } from '../../../shared/session.ts';
import { entitlementPath } from '../item-words.ts';
import { newEntitlement, type EntitlementWish, type Making } from './entitlement-wish.ts';
import type { SalePlan } from './SalePlanView.tsx';
import type { EntitlementForm } from './use-entitlement-form.ts';
import { checkHeader } from './wish-checks.ts';

export type How = Pick<Making, 'deploy' | 'sendEmail'>;

export interface Saving {
  /** what the server said that saving will do; undefined where it was not asked, or refused */
  readonly planned: PlannedSale | undefined;
  readonly isBusy: boolean;
  /** asks what saving will do; what speaks against it stands in the form, or in the dialog that is open */
  readonly ask: (how: How) => Promise<void>;
  /** does what was planned */
  readonly save: () => Promise<void>;
  readonly close: () => void;
}

interface PlannedSale {
  readonly how: How;
  readonly plan: SalePlan;
  /** what speaks against another way that was asked for since; null where nothing does */
  readonly problem: unknown;
}

/** Saves what the form holds, after the server has said what that will do. */
export function useSaving(form: EntitlementForm, isTest: boolean): Saving {
  const [planned, setPlanned] = useState<PlannedSale>();
  const [isBusy, setBusy] = useState(false);
  const { today } = useBranding();
  const requestOf = useRequest(form.wish);
  const make = useMaking(form);
  const during = async (work: () => Promise<void>, onProblem: (problem: unknown) => void): Promise<void> => {
    setBusy(true);
    await work().catch(onProblem);
    setBusy(false);
  };
  const refuse = (problem: unknown): void => {
    setPlanned(undefined);
    form.refuse(problem);
  };
  const ask = async (how: How): Promise<void> => {
    const missing = checkHeader(form.wish.header);
    form.refuse(missing);
    if (missing !== null) return;
    const { body } = requestOf({ today, isTest, ...how });
    await during(
      async () => {
        const plan = await call('createEntitlement', { body, query: { preview: 'true' } });
        if ('emails' in plan) setPlanned({ how, plan, problem: null });
      },
      (problem) => (planned === undefined ? refuse(problem) : setPlanned({ ...planned, how, problem })),
    );
  };
  const save = async (): Promise<void> => {
    if (planned !== undefined) await during(() => make(requestOf({ today, isTest, ...planned.how })), refuse);
  };
  return { planned, isBusy, ask, save, close: () => setPlanned(undefined) };
}

function useMaking(form: EntitlementForm): (request: NewRequest) => Promise<void> {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return async (request) => {
    const made = await call('createEntitlement', request);
    if ('emails' in made) return;
    form.forget();
    await refreshAll(queries);
    await navigate({ to: entitlementPath(made.entitlementId), replace: true });
  };
}

/**
 * The request for what is typed. What was planned is what is made; and pressed again after an answer got lost on the way, it is
 * the same request, and makes one entitlement.
 */
function useRequest(wish: EntitlementWish) {
  const last = useRef<{ readonly about: string; readonly request: NewRequest }>(undefined);
  return (making: Omit<Making, 'randomBytes'>): NewRequest => {
    const about = JSON.stringify([wish, making]);
    if (last.current?.about !== about) {
      const idempotencyKey = identifierFrom(randomBytes(identifierBytes));
      last.current = { about, request: { body: newEntitlement(wish, { ...making, randomBytes }), idempotencyKey } };
    }
    return last.current.request;
  };
}

type NewRequest = CallOptions<'createEntitlement'>;

function randomBytes(length: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(length));
}
