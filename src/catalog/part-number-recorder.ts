import { allocateIds, insertRows, updateRows, type Transaction } from '../platform/database.ts';
import { changedNames, type Recorder } from '../platform/recording.ts';
import { rowAt, rowOf } from '../platform/row-of.ts';
import { firstGiven } from '../shared/objects.ts';
import { licenseModelRows, productRows } from './catalog-lookups.ts';
import type { PartNumberRecord } from './part-number-schemas.ts';
import { lockPartNumbers, selectMisfits } from './part-number-store.ts';
import {
  reasonsAgainstPartNumber,
  reasonsAgainstWithdrawnMapping,
  type PartNumber,
  type PartNumberFacts,
} from './rules/part-number.ts';

interface Facts extends PartNumberFacts {
  readonly productRow: ReadonlyMap<string, number>;
  readonly licenseModelRow: ReadonlyMap<string, number>;
}

/** Records part numbers (reference 1.6). */
export const partNumberRecorder: Recorder<PartNumberRecord, PartNumber, Facts> = {
  entity: 'partNumber',
  keyOf: (part) => part.partNumber,
  find: lockPartNumbers,
  learn: learnAboutPartNumbers,
  complete: (input, stored) => ({
    partNumber: input.partNumber,
    description: firstGiven(input.description, stored?.description, null),
    productId: firstGiven(input.productId, stored?.productId, null),
    licenseModelId: firstGiven(input.licenseModelId, stored?.licenseModelId, null),
  }),
  reasonsAgainst: reasonsAgainstPartNumber,
  insert: async (transaction, source, parts, facts) => {
    const ids = await allocateIds(transaction, 'partNumber', parts.length);
    const common = { createdBy: source.name, updatedBy: source.name };
    const rows = parts.map((part, index) => ({ id: rowAt(ids, index), ...columnsOf(part, facts), ...common }));
    await insertRows(transaction, 'partNumber', rows);
    return ids;
  },
  update: (transaction, source, changes, facts) => {
    const rows = changes.map(({ id, after }) => ({ id, ...columnsOf(after, facts), updatedBy: source.name }));
    return updateRows(transaction, 'partNumber', 'version', rows);
  },
};

/** Records part numbers that are mapped now: also asks that nothing they are mapped to is withdrawn. */
export const mappingPartNumberRecorder: typeof partNumberRecorder = {
  ...partNumberRecorder,
  reasonsAgainst: (part, facts, stored) => {
    const isMapped = changedNames(stored?.entity ?? {}, part).some((name) => name !== 'description');
    return [...reasonsAgainstPartNumber(part, facts), ...(isMapped ? reasonsAgainstWithdrawnMapping(part, facts) : [])];
  },
};

function columnsOf({ partNumber, description, productId, licenseModelId }: PartNumber, facts: Facts) {
  return {
    partNumber,
    description,
    productId: productId === null ? null : rowOf(facts.productRow, productId),
    licenseModelId: licenseModelId === null ? null : rowOf(facts.licenseModelRow, licenseModelId),
  };
}

async function learnAboutPartNumbers(transaction: Transaction, parts: readonly PartNumber[]): Promise<Facts> {
  const named = (keys: readonly (string | null)[]) => keys.flatMap((key) => (key === null ? [] : [key]));
  const products = await productRows(transaction, named(parts.map((part) => part.productId)), { hold: true });
  const models = await licenseModelRows(transaction, named(parts.map((part) => part.licenseModelId)), { hold: true });
  return {
    products,
    productRow: new Map([...products].map(([key, row]) => [key, row.id])),
    licenseModels: models,
    licenseModelRow: new Map([...models].map(([key, row]) => [key, row.id])),
    misfits: await selectMisfits(transaction, parts),
  };
}
