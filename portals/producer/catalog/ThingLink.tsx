import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import { useMay } from '../../shared/session.ts';
import { catalogKinds } from './pickers/catalog-kinds.ts';

const places = {
  product: { address: '/products', permission: 'viewProducts' },
  productLine: { address: '/product-lines', permission: 'viewProducts' },
  licenseModel: { address: '/license-models', permission: 'viewLicenseModels' },
  licenseTechnology: { address: '/license-technologies', permission: 'viewLicenseModels' },
} as const;

interface ThingLinkProps {
  readonly kind: keyof typeof places;
  readonly id: string;
}

/** Something of the catalog by its name, leading to it; its key for those who may not see it. */
export function ThingLink({ kind, id }: ThingLinkProps): JSX.Element {
  const { address, permission } = places[kind];
  return useMay()(permission) ? <Named kind={kind} id={id} to={`${address}/${encodeURIComponent(id)}`} /> : <>{id}</>;
}

function Named({ kind, id, to }: ThingLinkProps & { readonly to: string }): JSX.Element {
  const one = catalogKinds[kind].useOne(id);
  return <Link to={to}>{one === undefined ? id : `${one.name} ${one.version ?? ''}`.trim()}</Link>;
}
