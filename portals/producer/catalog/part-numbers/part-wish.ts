import type { AnswerOf } from '../../../shared/api/call.ts';

export type PartNumber = AnswerOf<'getPartNumber'>;

/** What somebody types of a part number. */
export interface PartWish {
  readonly description: string;
  readonly productId: string | undefined;
  /** the one of the product's license models that it stands for too */
  readonly licenseModelId: string | undefined;
}

export const emptyPart: PartWish = { description: '', productId: undefined, licenseModelId: undefined };

export function wishOf({ description, productId, licenseModelId }: PartNumber): PartWish {
  return {
    description: description ?? '',
    productId: productId ?? undefined,
    licenseModelId: licenseModelId ?? undefined,
  };
}

/** The fields of a part number as the server takes them. */
export function recordOf({ description, productId, licenseModelId }: PartWish) {
  return {
    description: description.trim() === '' ? null : description.trim(),
    productId: productId ?? null,
    licenseModelId: licenseModelId ?? null,
  };
}
