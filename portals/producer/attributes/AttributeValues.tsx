import type { JSX } from 'react';
import type { CustomAttributeEntity } from '../../../src/shared/vocabulary.ts';
import { attributesText as text } from '../../messages/en/producer-attributes.ts';
import { Day } from '../../shared/Day.tsx';
import { useDefinitions, type Definition } from './use-definitions.ts';

interface AttributeValuesProps {
  readonly entity: CustomAttributeEntity;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** The values of custom attributes, called and sorted as they are defined; those without a definition come last, by their names. */
export function AttributeValues({ entity, attributes }: AttributeValuesProps): JSX.Element {
  const definitions = useDefinitions(entity).data?.items ?? [];
  const known = new Map(definitions.map((definition) => [definition.name, definition]));
  const others = Object.keys(attributes).filter((name) => !known.has(name));
  const names = [...known.keys(), ...others].filter((name) => isShown(attributes[name]));
  return (
    <>
      {names.map((name) => (
        <div key={name}>
          {known.get(name)?.label ?? name}: <ShownValue value={attributes[name]} type={known.get(name)?.type} />
        </div>
      ))}
    </>
  );
}

/** One value in words. */
function ShownValue({
  value,
  type,
}: {
  readonly value: unknown;
  readonly type: Definition['type'] | undefined;
}): JSX.Element {
  if (type === 'date' && typeof value === 'string') return <Day day={value} />;
  if (type === 'boolean' && typeof value === 'boolean') return <>{value ? text.yes : text.no}</>;
  if (Array.isArray(value)) return <>{value.map(String).join(', ')}</>;
  return <>{typeof value === 'string' ? value : JSON.stringify(value)}</>;
}

function isShown(value: unknown): boolean {
  return value !== undefined && value !== null;
}
