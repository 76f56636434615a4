import { Checkbox, Modal, Stack, Text } from '@mantine/core';
import { useState, type JSX } from 'react';
import type { ProductKind } from '../../../../src/shared/vocabulary.ts';
import { productsText as text } from '../../../messages/en/producer-products.ts';
import { OperationForm } from '../../../shared/OperationForm.tsx';
import { IdField } from '../IdField.tsx';
import { ProductFields } from './ProductFields.tsx';
import { emptyProduct, nextVersionOf, recordOf, type ProductWish } from './product-wish.ts';
import { productName, type Product } from './product-words.ts';
import { UpgradeStep } from './UpgradeStep.tsx';

interface NewProductFormProps {
  readonly kind: ProductKind;
  /** what the new one is the next version of */
  readonly from?: Product;
  readonly onClose: () => void;
  readonly onMade: (productId: string) => void;
}

/** Makes a draft product: from nothing, or as the next version of another, with the upgrade to it. */
export function NewProductForm({ kind, from, onClose, onMade }: NewProductFormProps): JSX.Element {
  const [made, setMade] = useState<Product>();
  const [isUpgrade, setUpgrade] = useState(from !== undefined && kind !== 'maintenance');
  const title = from === undefined ? text[`newKind_${kind}`] : text.newVersionOf(productName(from));
  const goesOn = from !== undefined && isUpgrade;
  return (
    <Modal opened onClose={onClose} title={title} size="xl">
      {made !== undefined && from !== undefined ? (
        <UpgradeStep from={from} to={made} onDone={() => onMade(made.productId)} />
      ) : (
        <Asking
          {...{ kind, from, onClose }}
          onMade={(product) => (goesOn ? setMade(product) : onMade(product.productId))}
        >
          {from !== undefined && kind !== 'maintenance' && (
            <Checkbox
              label={text.makesUpgrade(productName(from))}
              description={text.makesUpgradeHint}
              checked={isUpgrade}
              onChange={(event) => setUpgrade(event.currentTarget.checked)}
            />
          )}
        </Asking>
      )}
    </Modal>
  );
}

interface AskingProps {
  readonly kind: ProductKind;
  readonly from: Product | undefined;
  readonly onClose: () => void;
  readonly onMade: (product: Product) => void;
  readonly children: React.ReactNode;
}

function Asking({ kind, from, onClose, onMade, children }: AskingProps): JSX.Element {
  const [productId, setProductId] = useState('');
  const [wish, setWish] = useState<ProductWish>(() => (from === undefined ? emptyProduct : nextVersionOf(from)));
  const id = productId.trim();
  const body = { ...recordOf(kind, wish), kind, ...(id === '' ? {} : { productId: id }) };
  return (
    <OperationForm
      operation="createProduct"
      keyAt="/productId"
      request={{ body }}
      submitLabel={text.make}
      pointers={['/name', '/version', '/description', '/productId']}
      onDone={onMade}
      onCancel={onClose}
    >
      {(problem) => (
        <Stack gap="sm">
          {from !== undefined && (
            <Text size="sm" className="licet-quiet">
              {text.filledIn(productName(from))}
            </Text>
          )}
          {children}
          <ProductFields kind={kind} wish={wish} onChange={setWish} problem={problem} />
          <IdField value={productId} onChange={setProductId} problem={problem} pointer="/productId" />
        </Stack>
      )}
    </OperationForm>
  );
}
