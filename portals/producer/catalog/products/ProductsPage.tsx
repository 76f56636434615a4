import { SegmentedControl } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { JSX } from 'react';
import { productKinds, type ProductKind } from '../../../../src/shared/vocabulary.ts';
import { productsText as text } from '../../../messages/en/producer-products.ts';
import { EmptyState } from '../../../shared/EmptyState.tsx';
import { PageHead } from '../../../shared/PageHead.tsx';
import { ResourceTable } from '../../../shared/ResourceTable.tsx';
import { useUrlState } from '../../../shared/search-text.ts';
import { Guarded } from '../../../shared/SignedIn.tsx';
import { Verb } from '../../../shared/Verb.tsx';
import { useReasonsAgainst } from '../reasons-against.ts';
import { NewProductForm } from './NewProductForm.tsx';
import { productColumns, productFilters } from './ProductColumns.tsx';
import { ProductContents } from './ProductContents.tsx';
import { productPath } from './product-words.ts';

/** What is sold: products, suites and maintenance, each folding open to what it holds. */
export function Page(): JSX.Element {
  return (
    <Guarded permission="viewProducts">
      <Products />
    </Guarded>
  );
}

function Products(): JSX.Element {
  const navigate = useNavigate();
  const { search, setSearch } = useUrlState();
  const kind = productKinds.find((known) => known === search['kind']);
  const wanted = productKinds.find((known) => known === search['new']);
  const reasonsAgainst = useReasonsAgainst()('createProducts');
  const open = (productId: string): void => void navigate({ to: productPath(productId) });
  const makes = (kind === undefined ? productKinds : [kind]).toReversed().map((one) => (
    <Verb
      key={one}
      variant={one === (kind ?? 'licensed') ? 'filled' : 'default'}
      onClick={() => setSearch({ new: one })}
      reasonsAgainst={reasonsAgainst}
    >
      {text[`newKind_${one}`]}
    </Verb>
  ));
  return (
    <>
      <PageHead title={text.title}>{makes}</PageHead>
      <KindChoice kind={kind} onChange={(chosen) => setSearch({ kind: chosen, cursor: undefined })} />
      <ResourceTable
        key={kind}
        operation="listProducts"
        label={text.title}
        usualSort="name"
        columns={productColumns}
        filters={productFilters}
        rowKey={({ productId }) => productId}
        detail={(product) => <ProductContents product={product} />}
        onOpen={({ productId }) => open(productId)}
        empty={
          <EmptyState title={text.emptyTitle} next={makes.at(-1)}>
            {text.emptyText}
          </EmptyState>
        }
        {...(kind === undefined ? {} : { fixedQuery: { kind } })}
      />
      {wanted !== undefined && reasonsAgainst.length === 0 && (
        <NewProductForm kind={wanted} onClose={() => setSearch({ new: undefined }, { replace: true })} onMade={open} />
      )}
    </>
  );
}

interface KindChoiceProps {
  readonly kind: ProductKind | undefined;
  readonly onChange: (kind: ProductKind | undefined) => void;
}

function KindChoice({ kind, onChange }: KindChoiceProps): JSX.Element {
  return (
    <SegmentedControl
      aria-label={text.kind}
      mb="sm"
      data={[
        { value: 'all', label: text.kind_all },
        ...productKinds.map((value) => ({ value, label: text[`kinds_${value}`] })),
      ]}
      value={kind ?? 'all'}
      onChange={(chosen) => onChange(productKinds.find((known) => known === chosen))}
    />
  );
}
