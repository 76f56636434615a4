import type { PictureProduct, PictureStep } from './picture-parts.ts';

/** A column of the picture: a product of the row, one above it, or both. */
export interface Column {
  readonly inRow: PictureProduct | undefined;
  readonly above: PictureProduct | undefined;
}

/** The columns of a picture, from left to right: each product above stands as near as it can to the first that it belongs to. */
export function columnsOf(
  row: readonly PictureProduct[],
  others: readonly PictureProduct[],
  steps: readonly PictureStep[],
): readonly Column[] {
  const above: (PictureProduct | undefined)[] = row.map(() => undefined);
  for (const other of others) {
    const wanted = Math.max(
      0,
      row.findIndex((product) => steps.some((step) => connects(step, product, other))),
    );
    above[freePlace(above, wanted)] = other;
  }
  return above.map((product, index) => ({ inRow: row[index], above: product }));
}

/** True where a product of the row is followed by this one, and an arrow leads straight to it. */
export function leadsOn(
  columns: readonly Column[],
  index: number,
  { fromProductId, toProductId, type }: PictureStep,
): boolean {
  return (
    type !== 'maintenance' &&
    columns[index]?.inRow?.productId === fromProductId &&
    columns[index + 1]?.inRow?.productId === toProductId
  );
}

function connects(step: PictureStep, one: PictureProduct, other: PictureProduct): boolean {
  const ends = [step.fromProductId, step.toProductId];
  return ends.includes(one.productId) && ends.includes(other.productId);
}

function freePlace(places: readonly (PictureProduct | undefined)[], wanted: number): number {
  const onTheRight = places.findIndex((taken, index) => index >= wanted && taken === undefined);
  if (onTheRight !== -1) return onTheRight;
  return places.length;
}
