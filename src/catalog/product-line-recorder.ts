import { sql } from 'kysely';
import { allocateIds, insertRows, updateRows, type Transaction } from '../platform/database.ts';
import type { Recorder } from '../platform/recording.ts';
import { rowAt } from '../platform/row-of.ts';
import { firstGiven } from '../shared/objects.ts';
import type { ProductLineRecord } from './catalog-schemas.ts';
import { lockProductLines } from './product-line-store.ts';
import { nameKey, type TakenNames } from './rules/catalog-names.ts';
import { reasonsAgainstProductLine, type ProductLine } from './rules/product-line.ts';

/** Records product lines (reference 1.6). */
export const productLineRecorder: Recorder<ProductLineRecord, ProductLine, TakenNames> = {
  entity: 'productLine',
  keyOf: (line) => line.productLineId,
  find: lockProductLines,
  learn: learnLineNames,
  complete: (input, stored) => ({
    productLineId: input.productLineId,
    name: input.name,
    description: firstGiven(input.description, stored?.description, null),
  }),
  reasonsAgainst: reasonsAgainstProductLine,
  insert: async (transaction, source, lines) => {
    const ids = await allocateIds(transaction, 'productLine', lines.length);
    const common = { createdBy: source.name, updatedBy: source.name };
    const rows = lines.map((line, index) => ({ id: rowAt(ids, index), ...line, ...common }));
    await insertRows(transaction, 'productLine', rows);
    return ids;
  },
  update: (transaction, source, changes) =>
    updateRows(
      transaction,
      'productLine',
      'version',
      changes.map(({ id, after }) => ({ id, ...after, updatedBy: source.name })),
    ),
};

async function learnLineNames(transaction: Transaction, lines: readonly ProductLine[]): Promise<TakenNames> {
  const rows = await transaction
    .selectFrom('productLine')
    .select(['productLine.productLineId', 'productLine.name'])
    .where('productLine.name', '=', sql<string>`any(${lines.map((line) => line.name)})`)
    .execute();
  return new Map(rows.map((row) => [nameKey(row.name, null), row.productLineId]));
}
