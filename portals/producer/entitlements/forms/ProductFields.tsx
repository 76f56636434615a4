import { CloseButton, Group, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import type { JSX } from 'react';
import { entitlementFormsText as text } from '../../../messages/en/producer-entitlements-forms.ts';
import { call } from '../../../shared/api/call.ts';
import { useMay } from '../../../shared/session.ts';
import { productName } from '../item-words.ts';
import { fieldProps, sentencesAt, type FormPart } from './field-props.ts';
import type { LineItemWish } from './line-item-wish.ts';
import { PartNumberPicker } from './PartNumberPicker.tsx';
import { SoldProductPicker } from './SoldProductPicker.tsx';
import type { Product } from './use-catalog.ts';

interface ProductFieldsProps extends FormPart<LineItemWish> {
  readonly products: readonly Product[];
  readonly isTest: boolean;
}

/** What a line item is for: one product or several, by name or by part number. */
export function ProductFields(props: ProductFieldsProps): JSX.Element {
  const { wish, change, isTest } = props;
  const { error, disabled, title } = fieldProps(props, text.products, 'products');
  const add = (productId: string): void => change({ products: [...wish.products, { productId, quantityPerCopy: 1 }] });
  return (
    <Stack gap="xs">
      {wish.products.map(({ productId }, index) => (
        <ProductLine key={productId} {...props} productId={productId} index={index} />
      ))}
      {wish.products.length > 1 && (
        <Text size="xs" className="licet-quiet">
          {text.severalProducts}
        </Text>
      )}
      <Group gap="sm" align="flex-end" grow title={title}>
        <SoldProductPicker
          label={wish.products.length === 0 ? text.product : text.addProduct}
          value={undefined}
          onChange={(productId) => productId !== undefined && add(productId)}
          isTest={isTest}
          except={wish.products.map(({ productId }) => productId)}
          error={error}
          isDisabled={disabled}
          isAdder
        />
        <PartNumberField {...props} />
      </Group>
    </Stack>
  );
}

function PartNumberField(part: FormPart<LineItemWish>): JSX.Element {
  const { wish, change } = part;
  const mayFind = useMay()('viewProducts');
  const { disabled, title, ...field } = fieldProps(part, text.partNumber, 'partNumber');
  if (!mayFind)
    return (
      <TextInput
        {...field}
        disabled={disabled}
        title={title}
        value={wish.partNumber}
        onChange={(event) => change({ partNumber: event.currentTarget.value })}
      />
    );
  const choose = async (partNumber: string): Promise<void> => {
    change({ partNumber });
    const { productId, licenseModelId } = await call('getPartNumber', { path: { partNumber } });
    const isThere = wish.products.some((product) => product.productId === productId);
    change({
      ...(productId === null || isThere ? {} : { products: [{ productId, quantityPerCopy: 1 }] }),
      ...(licenseModelId === null ? {} : { licenseModels: [licenseModelId] }),
    });
  };
  return (
    <PartNumberPicker
      {...field}
      isDisabled={disabled}
      value={wish.partNumber === '' ? undefined : wish.partNumber}
      onChange={(partNumber) => {
        if (partNumber === undefined) change({ partNumber: '' });
        // What it stands for is a help: where it cannot be asked for, the server still knows it.
        else void choose(partNumber).catch(() => undefined);
      }}
    />
  );
}

interface ProductLineProps extends ProductFieldsProps {
  readonly productId: string;
  readonly index: number;
}

function ProductLine({ productId, index, ...part }: ProductLineProps): JSX.Element {
  const { wish, change, products, problem, lockOf } = part;
  const product = products.find((one) => one.productId === productId);
  const name = product === undefined ? productId : productName(product);
  const place = `/products/${index}`;
  const error = sentencesAt(problem, [place, `${place}/productId`, `${place}/quantityPerCopy`]);
  const isLocked = lockOf('products') !== undefined;
  const one = wish.products[index];
  return (
    <Group gap="xs" wrap="nowrap" align="center">
      <Text size="sm" fw={600} flex={1} component="div" className="licet-wrap">
        {name} {name !== productId && <span className="licet-key licet-quiet">{productId}</span>}
        {error !== undefined && (
          <Text size="xs" c="var(--mantine-color-error)">
            {error}
          </Text>
        )}
      </Text>
      <NumberInput
        aria-label={text.perCopyOf(name)}
        value={one?.quantityPerCopy ?? 1}
        onChange={(count) => change({ products: withCount(wish.products, productId, Number(count)) })}
        min={1}
        max={1_000_000}
        allowDecimal={false}
        disabled={isLocked}
        w={72}
      />
      <Text size="xs" className="licet-quiet">
        {text.perCopy}
      </Text>
      {!isLocked && (
        <CloseButton
          size="sm"
          aria-label={text.removeProduct(name)}
          onClick={() => change({ products: wish.products.filter((other) => other.productId !== productId) })}
        />
      )}
    </Group>
  );
}

function withCount(products: LineItemWish['products'], productId: string, count: number): LineItemWish['products'] {
  return products.map((one) =>
    one.productId === productId ? { productId, quantityPerCopy: Math.max(1, count) } : one,
  );
}
