import { Anchor, Table } from '@mantine/core';
import type { JSX } from 'react';
import { productsText as text } from '../../../messages/en/producer-products.ts';
import { EmptyState } from '../../../shared/EmptyState.tsx';
import type { Product } from './product-words.ts';

/** What those who own a product can install. */
export function ProductDownloads({ product: { downloads } }: { readonly product: Product }): JSX.Element {
  if (downloads.length === 0) return <EmptyState title={text.noDownloads}>{text.noDownloadsText}</EmptyState>;
  return (
    <Table className="licet-table" aria-label={text.downloads}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{text.downloadName}</Table.Th>
          <Table.Th>{text.downloadUrl}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {downloads.map(({ name, url }) => (
          <Table.Tr key={`${name} ${url}`}>
            <Table.Td data-label={text.downloadName}>{name}</Table.Td>
            <Table.Td data-label={text.downloadUrl}>
              <Anchor href={url} size="sm" target="_blank" rel="noreferrer" className="licet-wrap">
                {url}
              </Anchor>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
