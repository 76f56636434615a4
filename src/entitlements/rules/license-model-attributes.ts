import { isGiven, reasonsAgainstValue } from '../../catalog/rules/attribute-values.ts';
import type { Reason } from '../../shared/decision.ts';
import { pointerOf } from '../../shared/field-errors.ts';
import type { EntitlementFacts, LineItem } from './entitlement.ts';

type Item = Pick<LineItem, 'licenseModels' | 'licenseModelAttributes'>;
type Facts = Pick<EntitlementFacts, 'licenseModels'>;

/** What speaks against the values that a line item gives to its models' attributes: each is asked for and fits (reference 1.9). */
export function reasonsAgainstAttributeValues(item: Item, pointer: string, facts: Facts): readonly Reason[] {
  // Whoever names an unknown model hears of that.
  if (!item.licenseModels.every((key) => facts.licenseModels.has(key))) return [];
  const asked = askedOf(item, facts);
  return Object.entries(item.licenseModelAttributes).flatMap(([name, value]) => {
    const at = pointerAt(pointer, name);
    const attributes = asked.filter((attribute) => attribute.name === name);
    if (attributes.length === 0) return [unknownAttribute(name, at, asked)];
    return isGiven(value) ? attributes.flatMap((attribute) => reasonsAgainstValue(attribute, value, at)) : [];
  });
}

/** What speaks against deploying a line item: a value that its license models require is missing. */
export function reasonsAgainstMissingValues(item: Item, pointer: string, facts: Facts): readonly Reason[] {
  const missing = askedOf(item, facts).filter(
    ({ name, required }) => required && !isGiven(item.licenseModelAttributes[name]),
  );
  return [...new Set(missing.map(({ name }) => name))].map((name) => ({
    code: 'value_required',
    message: `The license model requires a value for ${name}.`,
    remedy: 'Give it in licenseModelAttributes.',
    pointer: pointerAt(pointer, name),
  }));
}

function askedOf({ licenseModels }: Item, facts: Facts) {
  return licenseModels
    .flatMap((key) => facts.licenseModels.get(key)?.attributes ?? [])
    .filter((attribute) => attribute.when === 'entitlement');
}

function unknownAttribute(name: string, pointer: string, asked: readonly { readonly name: string }[]): Reason {
  const names = [...new Set(asked.map((attribute) => attribute.name))];
  const remedy = names.length === 0 ? 'Leave it away; they ask for none.' : `They ask for ${names.join(', ')}.`;
  return {
    code: 'unknown_attribute',
    message: `None of the license models of the line item asks for ${name} here.`,
    remedy,
    pointer,
  };
}

function pointerAt(pointer: string, name: string): string {
  return `${pointer}/licenseModelAttributes${pointerOf([name])}`;
}
