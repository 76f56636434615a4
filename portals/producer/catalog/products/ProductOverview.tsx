import { SimpleGrid, Stack, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import { productsText as text } from '../../../messages/en/producer-products.ts';
import { Day, Instant } from '../../../shared/Day.tsx';
import { Facts, type Fact } from '../../../shared/Facts.tsx';
import { useMay } from '../../../shared/session.ts';
import { AttributeValues } from '../../attributes/AttributeValues.tsx';
import { PickableName } from '../pickers/PickableName.tsx';
import { ProductContents, rightsOf } from './ProductContents.tsx';
import type { Product } from './product-words.ts';

/** What a product is, what it holds, and how it is sold. */
export function ProductOverview({ product }: { readonly product: Product }): JSX.Element {
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl" verticalSpacing="md">
      <Facts facts={useFacts(product)} />
      {product.kind !== 'maintenance' && (
        <Stack gap={4}>
          <Title order={3}>{product.kind === 'suite' ? text.heldProducts : text.features}</Title>
          <ProductContents product={product} />
        </Stack>
      )}
    </SimpleGrid>
  );
}

function useFacts(product: Product): readonly Fact[] {
  const { productId, kind, productLine, licenseModels, startDate, endDate, attributes } = product;
  const mayOpen = useMay()('viewEntitlements');
  return [
    [text.description, product.description],
    [
      text.productLine,
      productLine !== null && (
        <PickableName
          key="line"
          kind="productLine"
          id={productLine}
          to={`/product-lines/${encodeURIComponent(productLine)}`}
        />
      ),
    ],
    [
      text.licenseModels,
      licenseModels.length > 0 &&
        licenseModels.map((id) => (
          <div key={id}>
            <PickableName kind="licenseModel" id={id} to={`/license-models/${encodeURIComponent(id)}`} />
          </div>
        )),
    ],
    [text.allows, kind === 'maintenance' && rightsOf(product)],
    [text.startDate, startDate !== null && <Day key="start" day={startDate} />],
    [text.endDate, endDate !== null && <Day key="end" day={endDate} />],
    [text.upgradeEmailTemplate, product.upgradeEmailTemplate],
    [
      text.soldAs,
      mayOpen && kind !== 'maintenance' && (
        <Link key="sold" to="/line-items" search={{ productId }}>
          {text.lineItemsLink}
        </Link>
      ),
    ],
    [
      text.attributes,
      Object.keys(attributes).length > 0 && <AttributeValues key="a" entity="product" attributes={attributes} />,
    ],
    [text.made, <Stamp key="made" at={product.createdAt} by={product.createdBy} />],
    [
      text.changed,
      product.updatedAt !== product.createdAt && <Stamp key="changed" at={product.updatedAt} by={product.updatedBy} />,
    ],
  ];
}

function Stamp({ at, by }: { readonly at: string; readonly by: string }): JSX.Element {
  return (
    <>
      <Instant at={at} /> {text.by(by)}
    </>
  );
}
