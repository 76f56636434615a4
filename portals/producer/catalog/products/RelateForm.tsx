import { Modal, Select, Stack } from '@mantine/core';
import { useState, type JSX } from 'react';
import { productsText as text } from '../../../messages/en/producer-products.ts';
import { OperationForm } from '../../../shared/OperationForm.tsx';
import { CatalogPicker } from '../pickers/CatalogPicker.tsx';
import { sentences } from '../pickers/sentences.ts';
import { DefaultModelField } from './DefaultModelField.tsx';
import { productName, type Product } from './product-words.ts';
import { relationsOf, relationshipFor, type Relation } from './relations.ts';

interface RelateFormProps {
  readonly product: Product;
  readonly onClose: () => void;
}

/** Relates a product to another, in either direction. */
export function RelateForm({ product, onClose }: RelateFormProps): JSX.Element {
  const [wish, setWish] = useState<Wish>({ relation: relationsOf(product.kind)[0], other: undefined, model: null });
  const { relation, other, model } = wish;
  return (
    <Modal opened onClose={onClose} title={text.relateTitle(productName(product))}>
      <OperationForm
        operation="createProductRelationship"
        request={{ body: relationshipFor(relation, product.productId, other ?? '', model) }}
        submitLabel={text.relateSubmit}
        pointers={[otherPointer(relation), '/defaultLicenseModelId']}
        onDone={onClose}
        onCancel={onClose}
      >
        {(problem) => <Fields {...{ product, wish, problem }} onChange={setWish} />}
      </OperationForm>
    </Modal>
  );
}

interface Wish {
  readonly relation: Relation;
  readonly other: string | undefined;
  readonly model: string | null;
}

interface FieldsProps {
  readonly product: Product;
  readonly wish: Wish;
  readonly onChange: (wish: Wish) => void;
  readonly problem: unknown;
}

function Fields({ product, wish, onChange, problem }: FieldsProps): JSX.Element {
  const { relation, other, model } = wish;
  const relations = relationsOf(product.kind);
  return (
    <Stack gap="xs">
      <Select
        label={text.thisProduct(productName(product))}
        data={relations.map(({ key, type, side }) => ({ value: key, label: text[`here_${type}_${side}`] }))}
        value={relation.key}
        allowDeselect={false}
        onChange={(key) => {
          const chosen = relations.find((one) => one.key === key) ?? relation;
          onChange({ relation: chosen, other: undefined, model: null });
        }}
      />
      <CatalogPicker
        kind={relation.otherKind}
        label={text.other}
        value={other}
        onChange={(picked) => onChange({ ...wish, other: picked, model: relation.side === 'from' ? null : model })}
        error={sentences(problem, otherPointer(relation))}
        isForNew
        isRequired
      />
      {relation.hasModel && (
        <DefaultModelField
          productId={relation.side === 'from' ? other : product.productId}
          value={model}
          onChange={(chosen) => onChange({ ...wish, model: chosen })}
          problem={problem}
        />
      )}
    </Stack>
  );
}

function otherPointer({ side }: Relation): string {
  return side === 'from' ? '/toProductId' : '/fromProductId';
}
