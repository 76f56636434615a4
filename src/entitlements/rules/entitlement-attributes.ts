import {
  reasonsAgainstAttributes,
  reasonsAgainstMissingAttributes,
  type DefinedAttributes,
  type GivenAttributes,
} from '../../custom-attributes/rules/attribute-values.ts';
import type { Reason } from '../../shared/decision.ts';
import type { Entitlement } from './entitlement.ts';

/** What speaks against the custom attributes of an entitlement and its items: each value that is new fits its definition. */
export function reasonsAgainstCustomAttributes(
  entitlement: Entitlement,
  stored: Entitlement | undefined,
  defined: DefinedAttributes,
): readonly Reason[] {
  return attributesIn(entitlement, stored).flatMap((given) => reasonsAgainstAttributes(given, defined));
}

/** What speaks against an entitlement by hand: a required attribute is missing where something is new or its attributes change. */
export function reasonsAgainstMissingCustomAttributes(
  entitlement: Entitlement,
  stored: Entitlement | undefined,
  defined: DefinedAttributes,
): readonly Reason[] {
  return attributesIn(entitlement, stored).flatMap((given) => reasonsAgainstMissingAttributes(given, defined));
}

function attributesIn(entitlement: Entitlement, stored: Entitlement | undefined): readonly GivenAttributes[] {
  const before = new Map(
    [...(stored?.lineItems ?? []), ...(stored?.maintenanceLineItems ?? [])].map((item) => [
      item.activationId,
      item.attributes,
    ]),
  );
  return [
    { entity: 'entitlement', attributes: entitlement.attributes, before: stored?.attributes },
    ...entitlement.lineItems.map(({ activationId, attributes }, index): GivenAttributes => ({
      entity: 'lineItem',
      attributes,
      before: before.get(activationId),
      pointer: `/lineItems/${index}`,
    })),
    ...entitlement.maintenanceLineItems.map(({ activationId, attributes }, index): GivenAttributes => ({
      entity: 'maintenanceLineItem',
      attributes,
      before: before.get(activationId),
      pointer: `/maintenanceLineItems/${index}`,
    })),
  ];
}
