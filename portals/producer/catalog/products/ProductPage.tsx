import { Skeleton, Stack, Tabs, Text } from '@mantine/core';
import { useEffect, type JSX, type ReactNode } from 'react';
import { productsText as text } from '../../../messages/en/producer-products.ts';
import { useApi } from '../../../shared/api/queries.ts';
import { Key } from '../../../shared/Key.tsx';
import { PageHead } from '../../../shared/PageHead.tsx';
import { ProblemNotice } from '../../../shared/ProblemNotice.tsx';
import { usePathPart, useUrlState } from '../../../shared/search-text.ts';
import { useSession } from '../../../shared/session.ts';
import { Guarded } from '../../../shared/SignedIn.tsx';
import { rememberOpened } from '../../home/recently-opened.ts';
import { CatalogHistory } from '../CatalogHistory.tsx';
import { CatalogStateMark } from '../CatalogStateMark.tsx';
import { ProductDownloads } from './ProductDownloads.tsx';
import { ProductOverview } from './ProductOverview.tsx';
import { ProductPartNumbers } from './ProductPartNumbers.tsx';
import { ProductRelationships } from './ProductRelationships.tsx';
import { ProductVerbs } from './ProductVerbs.tsx';
import { productName, type Product } from './product-words.ts';

/** One product, suite or maintenance product; `tab` stands in the address. */
export function Page(): JSX.Element {
  const productId = usePathPart('productId');
  return (
    <Guarded permission="viewProducts">
      <Loaded key={productId} productId={productId} />
    </Guarded>
  );
}

function Loaded({ productId }: { readonly productId: string }): JSX.Element {
  const answer = useApi('getProduct', { path: { productId } });
  const product = answer.data;
  const { userId } = useSession().user;
  const label = product === undefined ? undefined : productName(product);
  useEffect(() => {
    if (label !== undefined) rememberOpened(userId, { kind: 'product', key: productId, label });
  }, [userId, productId, label]);
  return (
    <>
      <PageHead
        label={label ?? productId}
        title={
          product === undefined ? (
            productId
          ) : (
            <>
              {productName(product)}{' '}
              <span className="licet-beside-title">
                <CatalogStateMark state={product.state} />
              </span>
            </>
          )
        }
      >
        {product !== undefined && <ProductVerbs product={product} />}
      </PageHead>
      {answer.error !== null && <ProblemNotice problem={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && (
        <Stack gap="xs">
          <Skeleton height={20} />
          <Skeleton height={32} />
          <Skeleton height={240} />
        </Stack>
      )}
      {product !== undefined && (
        <>
          <Text size="sm" mb="sm" component="div">
            <Key value={productId} /> <span className="licet-quiet">{text[`kind_${product.kind}`]}</span>
          </Text>
          <ProductTabs product={product} />
        </>
      )}
    </>
  );
}

function ProductTabs({ product }: { readonly product: Product }): JSX.Element {
  const { search, setSearch } = useUrlState();
  const tabs = tabsOf(product);
  return (
    <Tabs
      value={search['tab'] ?? 'overview'}
      // Each tab has filters of its own, so none of them is taken along.
      onChange={(tab) =>
        setSearch({
          ...Object.fromEntries(Object.keys(search).map((name) => [name, undefined])),
          tab: tab === null || tab === 'overview' ? undefined : tab,
        })
      }
      keepMounted={false}
    >
      <Tabs.List mb="sm">
        {tabs.map(([value, label]) => (
          <Tabs.Tab key={value} value={value}>
            {label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {tabs.map(([value, , content]) => (
        <Tabs.Panel key={value} value={value}>
          {content}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

type Tab = readonly [value: string, label: string, content: ReactNode];

function tabsOf(product: Product): readonly Tab[] {
  const { productId, downloads } = product;
  return [
    ['overview', text.overviewTab, <ProductOverview key="overview" product={product} />],
    ['relationships', text.relationshipsTab, <ProductRelationships key="relationships" product={product} />],
    ['part-numbers', text.partNumbersTab, <ProductPartNumbers key="numbers" product={product} />],
    [
      'downloads',
      downloads.length === 0 ? text.downloadsTab : `${text.downloadsTab} ${downloads.length}`,
      <ProductDownloads key="downloads" product={product} />,
    ],
    ['history', text.historyTab, <CatalogHistory key="history" operation="getProductHistory" path={{ productId }} />],
  ];
}
