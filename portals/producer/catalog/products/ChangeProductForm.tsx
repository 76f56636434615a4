import { Modal } from '@mantine/core';
import { useState, type JSX } from 'react';
import { catalogText } from '../../../messages/en/producer-catalog.ts';
import { productsText as text } from '../../../messages/en/producer-products.ts';
import { OperationForm } from '../../../shared/OperationForm.tsx';
import { ChangePlan } from '../ChangePlan.tsx';
import { ProductFields } from './ProductFields.tsx';
import { changesOf, wishOf } from './product-wish.ts';
import { productName, type Product } from './product-words.ts';

interface ChangeProductFormProps {
  readonly product: Product;
  readonly onClose: () => void;
}

/** Changes a product, after it has shown what will be different. */
export function ChangeProductForm({ product: current, onClose }: ChangeProductFormProps): JSX.Element {
  // As it was when it was opened: a change by somebody else in the meantime is told, not overwritten.
  const [product] = useState(current);
  const [wish, setWish] = useState(() => wishOf(product));
  const { productId, kind, state, recordVersion } = product;
  return (
    <Modal opened onClose={onClose} title={catalogText.changeOf(productName(product))} size="xl">
      <OperationForm
        operation="changeProduct"
        request={{ path: { productId }, body: changesOf(product, wish), version: recordVersion }}
        submitLabel={catalogText.applyChange}
        pointers={['/name', '/version', '/description']}
        plan={(answer) => <ChangePlan answer={answer} names={namesOfFields} inWords={inWords} />}
        onDone={onClose}
        onCancel={onClose}
      >
        {(problem) => <ProductFields kind={kind} state={state} wish={wish} onChange={setWish} problem={problem} />}
      </OperationForm>
    </Modal>
  );
}

const names = new Map<string, unknown>(Object.entries({ ...text, products: text.heldProducts }));
const namesOfFields = Object.fromEntries(
  [...names].flatMap(([name, words]) => (typeof words === 'string' ? [[name, words] as const] : [])),
);

const keys = ['featureId', 'featureBundleId', 'productId', 'name'] as const;

/** Lists of parts as `print-core ×2`; yes and no for what is allowed. */
function inWords(_: string, value: unknown): unknown {
  if (typeof value === 'boolean') return value ? catalogText.yes : catalogText.no;
  return Array.isArray(value) ? value.map(partInWords) : value;
}

function partInWords(part: unknown): unknown {
  if (typeof part !== 'object' || part === null) return part;
  const fields = new Map<string, unknown>(Object.entries(part));
  const key = keys.map((name) => fields.get(name)).find((value) => typeof value === 'string') ?? '';
  const [count, url] = [fields.get('count'), fields.get('url')];
  const more = typeof count === 'number' ? `×${count}` : url;
  return typeof more === 'string' ? `${key} ${more}` : key;
}
