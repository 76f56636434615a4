import { Fragment, type JSX } from 'react';

/** Products with their versions; a line breaks between them, not within one. */
export function ProductNames({ products }: { readonly products: readonly string[] }): JSX.Element {
  return (
    <>
      {products.map((product, index) => (
        <Fragment key={product}>
          {index > 0 && ', '}
          <span className={product.length < 30 ? 'licet-one-line' : undefined}>{product}</span>
        </Fragment>
      ))}
    </>
  );
}
