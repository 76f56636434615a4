import type { JSX } from 'react';

/** Custom attributes by name. */
export function AttributeValues({
  attributes,
}: {
  readonly attributes: Readonly<Record<string, unknown>>;
}): JSX.Element {
  return (
    <>
      {Object.entries(attributes).map(([name, value]) => (
        <div key={name}>
          {name}: {shownValue(value)}
        </div>
      ))}
    </>
  );
}

function shownValue(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
