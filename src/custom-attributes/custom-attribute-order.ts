import { sql } from 'kysely';
import type { Recorded } from '../platform/recording.ts';
import type { ListOrder } from '../platform/sorting.ts';
import { customAttributeEntities } from '../shared/vocabulary.ts';
import type { CustomAttribute } from './rules/custom-attribute.ts';

/** Definitions entity by entity, each in the order in which people see them. There are few, so no index is needed. */
export const customAttributeOrder: ListOrder<'position', Recorded<CustomAttribute>> = {
  row: 'custom_attribute.id',
  usual: 'position',
  keys: [
    [
      'position',
      {
        expression: sql`array_position(${sql.lit(`{${customAttributeEntities.join(',')}}`)}::text[], custom_attribute.entity::text) * 10000000 + custom_attribute.position`,
        valueOf: ({ entity: { entity, position } }) =>
          String((customAttributeEntities.indexOf(entity) + 1) * 10_000_000 + position),
        isValue: (text) => /^\d{1,9}$/.test(text),
      },
    ],
  ],
};
