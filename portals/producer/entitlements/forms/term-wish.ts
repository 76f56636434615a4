export const termUnits = ['D', 'W', 'M', 'Y'] as const;
export type TermUnit = (typeof termUnits)[number];

/** A term as somebody types it: how many of which unit. */
export interface TermWish {
  readonly count: string;
  readonly unit: TermUnit;
}

export const oneYear: TermWish = { count: '1', unit: 'Y' };
export const noTerm: TermWish = { count: '', unit: 'Y' };

/** What is typed as the server takes it, also where it is no term: then the server says what is wrong with it. */
export function termText({ count, unit }: TermWish): string | null {
  const given = count.trim();
  return given === '' ? null : `P${given}${unit}`;
}

/** A term of the server, to be typed over; what there is none of is empty. */
export function termWishOf(term: string | null): TermWish {
  const unit = termUnits.find((one) => one === term?.slice(-1));
  return term === null || unit === undefined ? noTerm : { count: term.slice(1, -1), unit };
}
