import { allocateIds, insertRows, updateRows } from '../platform/database.ts';
import type { Recorder } from '../platform/recording.ts';
import { rowAt } from '../platform/row-of.ts';
import { firstGiven } from '../shared/objects.ts';
import type { CustomAttributeRecord } from './custom-attribute-schemas.ts';
import { lockCustomAttributes, selectPlaces } from './custom-attribute-store.ts';
import {
  customAttributeKey,
  reasonsAgainstCustomAttribute,
  type CustomAttribute,
  type CustomAttributeFacts,
} from './rules/custom-attribute.ts';

/** Records definitions of custom attributes. */
export const customAttributeRecorder: Recorder<CustomAttributeRecord, CustomAttribute, CustomAttributeFacts> = {
  entity: 'customAttribute',
  keyOf: customAttributeKey,
  find: lockCustomAttributes,
  learn: async (transaction) => {
    const places = await selectPlaces(transaction);
    return { counts: new Map([...places].map(([entity, { count }]) => [entity, count])) };
  },
  complete: completeCustomAttribute,
  reasonsAgainst: (attribute, facts, stored) => reasonsAgainstCustomAttribute(attribute, facts, stored?.entity),
  insert: async (transaction, source, attributes) => {
    const ids = await allocateIds(transaction, 'customAttribute', attributes.length);
    const common = { createdBy: source.name, updatedBy: source.name };
    const rows = attributes.map((attribute, index) => ({ id: rowAt(ids, index), ...attribute, ...common }));
    await insertRows(transaction, 'customAttribute', rows);
    return ids;
  },
  update: (transaction, source, changes) =>
    updateRows(
      transaction,
      'customAttribute',
      'version',
      changes.map(({ id, after }) => ({ id, ...after, updatedBy: source.name })),
    ),
};

function completeCustomAttribute(input: CustomAttributeRecord, stored: CustomAttribute | undefined): CustomAttribute {
  const before: Partial<CustomAttribute> = stored ?? {};
  return {
    entity: input.entity,
    name: input.name,
    label: firstGiven(input.label, before.label, input.name),
    description: firstGiven(input.description, before.description, null),
    type: input.type,
    required: firstGiven(input.required, before.required, false),
    validValues: firstGiven(input.validValues, before.validValues, []),
    maxLength: firstGiven(input.maxLength, before.maxLength, null),
    status: firstGiven(input.status, before.status, 'active'),
    position: firstGiven(input.position, before.position, 0),
  };
}
