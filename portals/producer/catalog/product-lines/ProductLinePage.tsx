import { Title } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { JSX } from 'react';
import { partsText } from '../../../messages/en/producer-catalog-parts.ts';
import { linesText as text } from '../../../messages/en/producer-product-lines.ts';
import { useApi } from '../../../shared/api/queries.ts';
import { Facts } from '../../../shared/Facts.tsx';
import { usePathPart } from '../../../shared/search-text.ts';
import { Guarded } from '../../../shared/SignedIn.tsx';
import { stamps } from '../../accounts/AccountFacts.tsx';
import { CatalogHistory } from '../CatalogHistory.tsx';
import { DeleteForm } from '../DeleteForm.tsx';
import { ThingPage } from '../ThingPage.tsx';
import { ThingVerbs } from '../ThingVerbs.tsx';
import { UsingProducts } from '../UsingProducts.tsx';
import type { ProductLine } from './line-wish.ts';
import { LineAccess } from './LineAccess.tsx';
import { ChangeLineForm } from './LineForms.tsx';

/** One product line, with the products in it. */
export function Page(): JSX.Element {
  const productLineId = usePathPart('productLineId');
  return (
    <Guarded permission="viewProducts">
      <Loaded key={productLineId} productLineId={productLineId} />
    </Guarded>
  );
}

function Loaded({ productLineId }: { readonly productLineId: string }): JSX.Element {
  const answer = useApi('getProductLine', { path: { productLineId } });
  const line = answer.data;
  return (
    <ThingPage
      id={productLineId}
      title={line?.name ?? productLineId}
      kind={text.kind}
      answer={answer}
      verbs={line && <Verbs line={line} />}
      overview={line && <Overview line={line} />}
      history={<CatalogHistory operation="getProductLineHistory" path={{ productLineId }} />}
    />
  );
}

function Overview({ line }: { readonly line: ProductLine }): JSX.Element {
  return (
    <>
      <Facts facts={[[partsText.description, line.description], ...stamps(line)]} />
      <Title order={2} mt="lg" mb="xs">
        {text.products}
      </Title>
      <UsingProducts holding={{ productLine: line.productLineId }} />
      <LineAccess line={line} />
    </>
  );
}

const permissions = { change: 'manageProductLines', create: 'manageProductLines', delete: 'manageProductLines' };

function Verbs({ line }: { readonly line: ProductLine }): JSX.Element {
  const navigate = useNavigate();
  const { productLineId, name, version } = line;
  return (
    <ThingVerbs
      what="product line"
      name={name}
      permissions={permissions}
      change={(close) => <ChangeLineForm line={line} onClose={close} />}
      remove={(close) => (
        <DeleteForm
          operation="deleteProductLine"
          path={{ productLineId }}
          version={version}
          name={name}
          onClose={close}
          leavesPage
          onDone={() => navigate({ to: '/product-lines' })}
        />
      )}
    />
  );
}
