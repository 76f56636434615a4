import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import { catalogStates } from '../../../../src/shared/vocabulary.ts';
import { catalogText } from '../../../messages/en/producer-catalog.ts';
import { productsText as text } from '../../../messages/en/producer-products.ts';
import { Instant } from '../../../shared/Day.tsx';
import { Key } from '../../../shared/Key.tsx';
import type { Filter } from '../../../shared/resource-table-state.ts';
import type { ResourceColumn } from '../../../shared/ResourceTable.tsx';
import { CatalogStateMark } from '../CatalogStateMark.tsx';
import { CatalogPicker } from '../pickers/CatalogPicker.tsx';
import { PickableName } from '../pickers/PickableName.tsx';
import { productPath, type ListedProduct } from './product-words.ts';

/** The columns of the list of products. */
export const productColumns: readonly ResourceColumn<ListedProduct>[] = [
  {
    key: 'name',
    header: text.name,
    sort: 'name',
    cell: ({ productId, name }) => <Link to={productPath(productId)}>{name}</Link>,
  },
  { key: 'version', header: text.version, cell: ({ version }) => version },
  { key: 'kind', header: text.kind, cell: ({ kind }) => text[`kind_${kind}`] },
  { key: 'state', header: text.state, cell: ({ state }) => <CatalogStateMark state={state} /> },
  {
    key: 'productLine',
    header: text.productLine,
    cell: ({ productLine }) => productLine !== null && <PickableName kind="productLine" id={productLine} isShort />,
  },
  {
    key: 'licenseModels',
    header: text.licenseModels,
    cell: ({ licenseModels }) =>
      licenseModels.map((id) => (
        <div key={id}>
          <PickableName kind="licenseModel" id={id} isShort />
        </div>
      )),
  },
  { key: 'features', header: text.featureCount, isNumber: true, cell: (product) => <HowMany product={product} /> },
  {
    key: 'relationships',
    header: text.relationshipCount,
    isNumber: true,
    cell: ({ productId, relationshipCount }) => (
      <Link to={productPath(productId)} search={{ tab: 'relationships' }}>
        {relationshipCount}
      </Link>
    ),
  },
  {
    key: 'productId',
    header: text.productId,
    isHiddenAtFirst: true,
    cell: ({ productId }) => <Key value={productId} to={productPath(productId)} />,
  },
  {
    key: 'made',
    header: text.made,
    sort: 'createdAt',
    isHiddenAtFirst: true,
    cell: ({ createdAt }) => <Instant at={createdAt} />,
  },
];

/** How many features a product holds; of a suite, how many products. */
function HowMany({ product }: { readonly product: ListedProduct }): JSX.Element | null {
  const { kind, features, featureBundles, products } = product;
  if (kind === 'maintenance') return null;
  if (kind === 'suite') return <span className="licet-quiet">{text.products(products.length)}</span>;
  return (
    <>
      {features.length}
      {featureBundles.length > 0 && <span className="licet-quiet"> + {text.bundles(featureBundles.length)}</span>}
    </>
  );
}

/** The filters of the list of products, beside its kinds. */
export const productFilters: readonly Filter[] = [
  { name: 'q', label: text.find, kind: 'text' },
  {
    name: 'state',
    label: text.state,
    kind: 'choice',
    choices: catalogStates.map((value) => ({ value, label: catalogText[`state_${value}`] })),
  },
  {
    name: 'productLine',
    label: text.productLine,
    kind: 'own',
    field: (value, onChange) => (
      <CatalogPicker kind="productLine" label={text.productLine} value={value} onChange={onChange} width={200} />
    ),
  },
];
