import { Button } from '@mantine/core';
import { useState, type JSX } from 'react';
import { catalogText } from '../../../messages/en/producer-catalog.ts';
import { productsText as text } from '../../../messages/en/producer-products.ts';
import type { ItemOf } from '../../../shared/api/call.ts';
import { Instant } from '../../../shared/Day.tsx';
import { EmptyState } from '../../../shared/EmptyState.tsx';
import { Key } from '../../../shared/Key.tsx';
import { ResourceTable, type ResourceColumn } from '../../../shared/ResourceTable.tsx';
import { Verb } from '../../../shared/Verb.tsx';
import { DeleteForm } from '../DeleteForm.tsx';
import { PickableName } from '../pickers/PickableName.tsx';
import { useReasonsAgainst } from '../reasons-against.ts';
import { NewPartNumberForm } from './NewPartNumberForm.tsx';
import type { Product } from './product-words.ts';

type PartNumber = ItemOf<'listPartNumbers'>;

/** What order systems call a product. */
export function ProductPartNumbers({ product }: { readonly product: Product }): JSX.Element {
  const [isAdding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<PartNumber>();
  const reasonsAgainst = useReasonsAgainst()('updateProducts');
  return (
    <>
      <ResourceTable
        operation="listPartNumbers"
        fixedQuery={{ productId: product.productId }}
        prefix="numbers."
        label={text.partNumbersTab}
        columns={columnsFor(reasonsAgainst.length === 0 ? setLeaving : undefined)}
        rowKey={({ partNumber }) => partNumber}
        empty={<EmptyState title={text.noPartNumbers}>{text.noPartNumbersText}</EmptyState>}
        actions={
          <Verb onClick={() => setAdding(true)} reasonsAgainst={reasonsAgainst}>
            {text.addPartNumber}
          </Verb>
        }
      />
      {isAdding && <NewPartNumberForm product={product} onClose={() => setAdding(false)} />}
      {leaving !== undefined && (
        <DeleteForm
          operation="deletePartNumber"
          path={{ partNumber: leaving.partNumber }}
          version={leaving.version}
          name={leaving.partNumber}
          onClose={() => setLeaving(undefined)}
          onDone={() => setLeaving(undefined)}
        />
      )}
    </>
  );
}

function columnsFor(onDelete: ((part: PartNumber) => void) | undefined): readonly ResourceColumn<PartNumber>[] {
  return [
    {
      key: 'partNumber',
      header: text.partNumber,
      sort: 'partNumber',
      cell: ({ partNumber }) => <Key value={partNumber} to={`/part-numbers/${encodeURIComponent(partNumber)}`} />,
    },
    {
      key: 'licenseModel',
      header: text.licenseModel,
      cell: ({ licenseModelId }) =>
        licenseModelId === null ? (
          <span className="licet-quiet">{text.anyModel}</span>
        ) : (
          <PickableName kind="licenseModel" id={licenseModelId} />
        ),
    },
    { key: 'description', header: text.description, cell: ({ description }) => description },
    { key: 'made', header: text.made, sort: 'createdAt', cell: ({ createdAt }) => <Instant at={createdAt} /> },
    ...(onDelete === undefined
      ? []
      : [
          {
            key: 'delete',
            header: text.actions,
            cell: (part: PartNumber) => (
              <Button
                variant="default"
                size="compact-xs"
                onClick={() => onDelete(part)}
                aria-label={catalogText.deleteOf(part.partNumber)}
              >
                {text.deletePartNumber}
              </Button>
            ),
          },
        ]),
  ];
}
