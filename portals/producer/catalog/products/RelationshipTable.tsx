import { Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState, type JSX, type ReactNode } from 'react';
import { reasonsAgainstTouching } from '../../../../src/catalog/rules/product-relationship.ts';
import { productsText as text } from '../../../messages/en/producer-products.ts';
import type { Reason } from '../../../shared/api/problem.ts';
import { Instant } from '../../../shared/Day.tsx';
import { EmptyState } from '../../../shared/EmptyState.tsx';
import { ResourceTable, type ResourceColumn } from '../../../shared/ResourceTable.tsx';
import { Verb } from '../../../shared/Verb.tsx';
import { CatalogStateMark } from '../CatalogStateMark.tsx';
import { DeleteForm } from '../DeleteForm.tsx';
import { PickableName } from '../pickers/PickableName.tsx';
import { useReasonsAgainst } from '../reasons-against.ts';
import { DefaultModelForm } from './DefaultModelForm.tsx';
import { productName, productPath, type Product, type Relationship } from './product-words.ts';
import { sentence } from './RelationshipPicture.tsx';

interface Chosen {
  readonly verb: 'model' | 'end';
  readonly relationship: Relationship;
}

interface RelationshipTableProps {
  readonly product: Product;
  readonly actions: ReactNode;
}

/** The relationships of one product, from it and to it. */
export function RelationshipTable({ product, actions }: RelationshipTableProps): JSX.Element {
  const { productId } = product;
  const [chosen, setChosen] = useState<Chosen>();
  const against = useReasonsAgainst()('updateProducts');
  const close = (): void => setChosen(undefined);
  return (
    <>
      <ResourceTable
        operation="listProductRelationships"
        fixedQuery={{ productId }}
        prefix="related."
        label={text.relationshipsOf(productName(product))}
        columns={[...columnsOf(productId), verbColumn(against, setChosen)]}
        rowKey={({ productRelationshipId }) => productRelationshipId}
        empty={<EmptyState title={text.noRelationships} />}
        actions={actions}
      />
      {chosen?.verb === 'model' && <DefaultModelForm relationship={chosen.relationship} onClose={close} />}
      {chosen?.verb === 'end' && (
        <DeleteForm
          operation="deleteProductRelationship"
          path={{ productRelationshipId: chosen.relationship.productRelationshipId }}
          version={chosen.relationship.version}
          name={`${sentence(chosen.relationship)}.`}
          words={{
            title: text.endTitle,
            plan: text.endPlan(sentence(chosen.relationship)),
            verb: text.endRelationship,
          }}
          onClose={close}
          onDone={close}
        />
      )}
    </>
  );
}

function columnsOf(productId: string): readonly ResourceColumn<Relationship>[] {
  return [
    {
      key: 'type',
      header: text.relation,
      cell: ({ type, fromProductId }) => text[`here_${type}_${fromProductId === productId ? 'from' : 'to'}`],
    },
    { key: 'other', header: text.other, cell: (relationship) => <Other {...{ productId, relationship }} /> },
    {
      key: 'model',
      header: text.defaultModel,
      cell: ({ type, defaultLicenseModelId: model }) => {
        if (model !== null) return <PickableName kind="licenseModel" id={model} />;
        return hasModel(type) && <span className="licet-quiet">{text.noDefaultModel}</span>;
      },
    },
    {
      key: 'made',
      header: text.made,
      isHiddenAtFirst: true,
      cell: ({ createdAt, createdBy }) => (
        <>
          <Instant at={createdAt} /> {text.by(createdBy)}
        </>
      ),
    },
  ];
}

function hasModel(type: Relationship['type']): boolean {
  return type === 'upgrade' || type === 'upsell';
}

interface OtherProps {
  readonly productId: string;
  readonly relationship: Relationship;
}

function Other({ productId, relationship }: OtherProps): JSX.Element {
  const { fromProductId, toProductId, fromProduct, toProduct } = relationship;
  const isFrom = fromProductId === productId;
  const [id, product] = isFrom ? [toProductId, toProduct] : [fromProductId, fromProduct];
  return (
    <>
      <Link to={productPath(id)} search={{ tab: 'relationships' }}>
        {productName(product)}
      </Link>{' '}
      <CatalogStateMark state={product.state} />
    </>
  );
}

function verbColumn(against: readonly Reason[], choose: (chosen: Chosen) => void): ResourceColumn<Relationship> {
  return {
    key: 'verbs',
    header: text.actions,
    cell: (relationship) => {
      const { type, fromProductId, toProductId, fromProduct, toProduct } = relationship;
      const from = { key: fromProductId, state: fromProduct.state };
      const to = { key: toProductId, state: toProduct.state };
      return (
        <Group gap={4} wrap="nowrap">
          {hasModel(type) && (
            <Verb
              variant="default"
              size="compact-xs"
              onClick={() => choose({ verb: 'model', relationship })}
              reasonsAgainst={against.length > 0 ? against : reasonsAgainstTouching([from])}
            >
              {text.changeModel}
            </Verb>
          )}
          <Verb
            variant="default"
            size="compact-xs"
            onClick={() => choose({ verb: 'end', relationship })}
            reasonsAgainst={against.length > 0 ? against : reasonsAgainstTouching([from, to])}
          >
            {text.endRelationship}
          </Verb>
        </Group>
      );
    },
  };
}
