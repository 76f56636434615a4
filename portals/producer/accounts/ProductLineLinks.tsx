import type { JSX } from 'react';
import { Key } from '../../shared/Key.tsx';
import { useMay } from '../../shared/session.ts';

/** The product lines that an account or a user has. */
export function ProductLineLinks({ productLines }: { readonly productLines: readonly string[] }): JSX.Element {
  const maySee = useMay()('viewProducts');
  return (
    <>
      {productLines.map((id) => (
        <div key={id}>
          <Key value={id} {...(maySee ? { to: `/product-lines/${encodeURIComponent(id)}` } : {})} />
        </div>
      ))}
    </>
  );
}
