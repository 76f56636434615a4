import type { AnswerOf } from '../../../shared/api/call.ts';

export type ProductLine = AnswerOf<'getProductLine'>;

/** What somebody types of a product line. */
export interface LineWish {
  readonly name: string;
  readonly description: string;
}

export const emptyLine: LineWish = { name: '', description: '' };

/** The fields of a product line as the server takes them. */
export function recordOf({ name, description }: LineWish) {
  return { name: name.trim(), description: description.trim() === '' ? null : description.trim() };
}
