import type { Transaction } from '../platform/database.ts';
import type { Recorder } from '../platform/recording.ts';
import type { CustomAttributeEntity, JsonObject } from '../shared/vocabulary.ts';
import { holdDefinitions, selectDefinitions, selectOnlyDefined } from './custom-attribute-store.ts';
import {
  reasonsAgainstMissingAttributes,
  type DefinedAttributes,
  type GivenAttributes,
} from './rules/attribute-values.ts';
import { customAttributeKey } from './rules/custom-attribute.ts';

/** What rules must be told about the attributes of some records, in a fixed number of queries. */
export async function learnDefinedAttributes(
  transaction: Transaction,
  attributesOf: ReadonlyMap<CustomAttributeEntity, readonly JsonObject[]>,
): Promise<DefinedAttributes> {
  const definitions = await selectDefinitions(transaction, [...attributesOf.keys()]);
  const named = new Set(
    [...attributesOf].flatMap(([entity, records]) =>
      records.flatMap((attributes) => Object.keys(attributes).map((name) => customAttributeKey({ entity, name }))),
    ),
  );
  const isNamed = ({ entity }: (typeof definitions)[number]): boolean => named.has(customAttributeKey(entity));
  // Nobody deletes a definition that gets a value at this moment.
  const held = await holdDefinitions(
    transaction,
    definitions.filter(isNamed).map(({ id }) => id),
  );
  return {
    definitions: new Map(
      definitions
        .filter((definition) => !isNamed(definition) || held.has(definition.id))
        .map(({ entity }) => [customAttributeKey(entity), entity]),
    ),
    onlyDefined: await selectOnlyDefined(transaction),
  };
}

/** The same recorder, which also asks for the attributes that are required: for what people and programs record by hand. */
export function askingForRequiredAttributes<
  Input,
  Entity extends { readonly attributes: JsonObject },
  Facts extends { readonly definedAttributes: DefinedAttributes },
>(recorder: Recorder<Input, Entity, Facts>, entity: GivenAttributes['entity']): Recorder<Input, Entity, Facts> {
  return {
    ...recorder,
    reasonsAgainst: (record, facts, stored) => [
      ...recorder.reasonsAgainst(record, facts, stored),
      ...reasonsAgainstMissingAttributes(
        { entity, attributes: record.attributes, before: stored?.entity.attributes },
        facts.definedAttributes,
      ),
    ],
  };
}
