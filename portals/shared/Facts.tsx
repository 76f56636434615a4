import { Fragment, type JSX, type ReactNode } from 'react';

/** A name and what it is; one without a value is left away. */
export type Fact = readonly [name: string, value: ReactNode];

/** Facts of one thing: names and values in columns, as many as there is room for. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }): JSX.Element {
  return (
    <dl className="licet-facts">
      {facts
        .filter(([, value]) => value !== null && value !== undefined && value !== '' && value !== false)
        .map(([name, value]) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </Fragment>
        ))}
    </dl>
  );
}
