import { Skeleton } from '@mantine/core';
import { useState, type JSX } from 'react';
import { productsText as text } from '../../../messages/en/producer-products.ts';
import { useApi } from '../../../shared/api/queries.ts';
import { EmptyState } from '../../../shared/EmptyState.tsx';
import { ProblemNotice } from '../../../shared/ProblemNotice.tsx';
import { Verb } from '../../../shared/Verb.tsx';
import { useReasonsAgainst } from '../reasons-against.ts';
import { familyOf } from './family.ts';
import type { Product } from './product-words.ts';
import { RelateForm } from './RelateForm.tsx';
import { RelationshipPicture } from './RelationshipPicture.tsx';
import { RelationshipTable } from './RelationshipTable.tsx';

// More is not a picture any more.
const membersMax = 40;

/** The versions of a product and what they are related to, as a picture and as a list that can be changed. */
export function ProductRelationships({ product }: { readonly product: Product }): JSX.Element {
  const [isRelating, setRelating] = useState(false);
  const reasonsAgainst = useReasonsAgainst()('updateProducts');
  return (
    <>
      <FamilyPicture product={product} />
      <RelationshipTable
        product={product}
        actions={
          <Verb onClick={() => setRelating(true)} reasonsAgainst={reasonsAgainst}>
            {text.relate}
          </Verb>
        }
      />
      {isRelating && <RelateForm product={product} onClose={() => setRelating(false)} />}
    </>
  );
}

function FamilyPicture({ product }: { readonly product: Product }): JSX.Element {
  const { name, productId } = product;
  const versions = useApi('listProducts', { query: { name, limit: 100 } });
  const relationships = useApi('listProductRelationships', { query: { productName: name, limit: 500 } });
  const problem = versions.error ?? relationships.error;
  if (problem !== null) return <ProblemNotice problem={problem} />;
  if (versions.data === undefined || relationships.data === undefined) return <Skeleton height={140} mb="md" />;
  const family = familyOf(name, versions.data.items, relationships.data.items, membersMax);
  if (family.members.length < 2) return <EmptyState title={text.alone}>{text.aloneText}</EmptyState>;
  return <RelationshipPicture productId={productId} family={family} />;
}
