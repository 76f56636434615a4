import { customAttributeKey } from '../custom-attributes/rules/custom-attribute.ts';
import type { CustomAttributeEntity, JsonObject } from '../shared/vocabulary.ts';

interface Attributed {
  readonly attributes?: JsonObject | undefined;
}

/** The definitions by which the attributes of records are judged. */
export function mentionedAttributes(
  entity: CustomAttributeEntity,
  records: readonly Attributed[] | undefined,
): readonly string[] {
  return (records ?? []).flatMap(({ attributes = {} }) =>
    Object.keys(attributes).map((name) => `customAttribute:${customAttributeKey({ entity, name })}`),
  );
}
