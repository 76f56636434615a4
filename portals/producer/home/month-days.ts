import type { AnswerOf } from '../../shared/api/call.ts';

/** How much ends in each of the coming months. */
export type Months = NonNullable<AnswerOf<'getOverview'>['expiringByMonth']>;

/** The filters of the list of line items for those that are counted in a month: `2026-02` ends on the 28th. */
export function expiringIn(month: string): Readonly<Record<'state' | 'expiresFrom' | 'expiresUntil', string>> {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const last = new Date(Date.UTC(year, number, 0)).getUTCDate();
  return { state: 'deployed', expiresFrom: `${month}-01`, expiresUntil: `${month}-${String(last).padStart(2, '0')}` };
}
