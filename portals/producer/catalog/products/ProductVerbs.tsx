import { useNavigate } from '@tanstack/react-router';
import { useState, type JSX } from 'react';
import { reasonsAgainstDeleting } from '../../../../src/catalog/rules/catalog-editing.ts';
import { catalogText } from '../../../messages/en/producer-catalog.ts';
import { productsText as text } from '../../../messages/en/producer-products.ts';
import { OperationForm } from '../../../shared/OperationForm.tsx';
import { Verb } from '../../../shared/Verb.tsx';
import { CatalogVerbs } from '../CatalogVerbs.tsx';
import { DeleteForm } from '../DeleteForm.tsx';
import { useReasonsAgainst } from '../reasons-against.ts';
import { StatePlan } from '../StatePlan.tsx';
import { ChangeProductForm } from './ChangeProductForm.tsx';
import { ModelNotes } from './ModelNotes.tsx';
import { NewProductForm } from './NewProductForm.tsx';
import { productName, productPath, type Product } from './product-words.ts';

type Dialog = 'change' | 'newVersion' | 'delete';

/** What can be done with a product. */
export function ProductVerbs({ product }: { readonly product: Product }): JSX.Element {
  const [dialog, setDialog] = useState<Dialog>();
  const against = useReasonsAgainst();
  const { state } = product;
  const mayNotDelete = against('deleteProducts');
  return (
    <>
      <Verb variant="default" onClick={() => setDialog('newVersion')} reasonsAgainst={against('createProducts')}>
        {text.newVersion}
      </Verb>
      <Verb variant="default" onClick={() => setDialog('change')} reasonsAgainst={against('updateProducts')}>
        {catalogText.change}
      </Verb>
      <States
        product={product}
        last={[
          {
            label: catalogText.delete,
            onClick: () => setDialog('delete'),
            reasonsAgainst:
              mayNotDelete.length > 0
                ? mayNotDelete
                : reasonsAgainstDeleting({ what: 'product', state, references: [] }),
          },
        ]}
      />
      {dialog !== undefined && <ProductDialog dialog={dialog} product={product} onClose={() => setDialog(undefined)} />}
    </>
  );
}

function States({ product, last }: { readonly product: Product } & Pick<Parameters<typeof CatalogVerbs>[0], 'last'>) {
  const { productId, state, recordVersion } = product;
  return (
    <CatalogVerbs
      name={productName(product)}
      state={state}
      permission="changeProductState"
      form={({ label, body, asked, close }) => (
        <OperationForm
          operation="changeProductState"
          request={{ path: { productId }, body, version: recordVersion }}
          submitLabel={label}
          plan={(answer) => (
            <>
              <StatePlan answer={answer} />
              {body.state === 'deployed' && <ModelNotes product={product} />}
            </>
          )}
          onDone={close}
          onCancel={close}
        >
          {asked}
        </OperationForm>
      )}
      last={last}
    />
  );
}

interface ProductDialogProps {
  readonly dialog: Dialog;
  readonly product: Product;
  readonly onClose: () => void;
}

function ProductDialog({ dialog, product, onClose }: ProductDialogProps): JSX.Element {
  const navigate = useNavigate();
  const { productId, kind, recordVersion } = product;
  switch (dialog) {
    case 'change':
      return <ChangeProductForm product={product} onClose={onClose} />;
    case 'newVersion':
      return (
        <NewProductForm
          kind={kind}
          from={product}
          onClose={onClose}
          onMade={(made) => void navigate({ to: productPath(made) })}
        />
      );
    case 'delete':
      return (
        <DeleteForm
          operation="deleteProduct"
          path={{ productId }}
          version={recordVersion}
          name={productName(product)}
          onClose={onClose}
          onDone={() => navigate({ to: '/products' })}
          leavesPage
        />
      );
  }
}
