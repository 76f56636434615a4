import type { Recorded } from '../platform/recording.ts';
import { byKey, type ListOrder } from '../platform/sorting.ts';
import type { PartNumber } from './rules/part-number.ts';

export type PartNumberSort = 'partNumber' | 'createdAt';

/** The orders in which part numbers are listed. */
export const partNumberOrder: ListOrder<PartNumberSort, Recorded<PartNumber>> = {
  row: 'part_number.id',
  usual: 'createdAt',
  keys: [
    ['createdAt', 'row'],
    ['partNumber', byKey('part_number.part_number', ({ entity }) => entity.partNumber)],
  ],
};
