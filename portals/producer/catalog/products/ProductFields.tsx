import { SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import type { JSX } from 'react';
import { catalogText } from '../../../messages/en/producer-catalog.ts';
import { productsText as text } from '../../../messages/en/producer-products.ts';
import { AttributeFields } from '../../attributes/AttributeFields.tsx';
import { CatalogPicker } from '../pickers/CatalogPicker.tsx';
import { PickedKeys } from '../pickers/PickedKeys.tsx';
import { sentences } from '../pickers/sentences.ts';
import { UnlessLocked } from '../UnlessLocked.tsx';
import { DownloadFields } from './DownloadFields.tsx';
import { PartFields } from './PartFields.tsx';
import type { ProductFieldsProps } from './product-fields-props.ts';
import { UpgradeFields } from './UpgradeFields.tsx';

const locked = ['name'] as const;

/** The fields of a product, as its kind has them; which of them its state keeps as they are, they say themselves. */
export function ProductFields(props: ProductFieldsProps): JSX.Element {
  const { kind, state = 'draft' } = props;
  const isLocked = state !== 'draft';
  const why = kind === 'maintenance' || state !== 'deployed' ? text.staysOther : text.staysLicensed;
  return (
    <Stack gap="sm">
      {isLocked && <OpenFields {...props} state={state} />}
      <UnlessLocked what="product" state={state} fields={locked} why={why}>
        <NameFields {...props} />
        {!isLocked && <OpenFields {...props} state={state} />}
        <PartFields {...props} state={state} />
        <UpgradeFields {...props} />
      </UnlessLocked>
      <FieldsOfEveryState {...props} />
    </Stack>
  );
}

function NameFields({ wish, onChange, problem }: ProductFieldsProps): JSX.Element {
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" verticalSpacing="xs">
      <TextInput
        label={text.name}
        value={wish.name}
        onChange={(event) => onChange({ ...wish, name: event.currentTarget.value })}
        error={sentences(problem, '/name')}
        required
        {...(wish.name === '' ? { 'data-autofocus': true } : {})}
      />
      <TextInput
        label={text.version}
        value={wish.version}
        onChange={(event) => onChange({ ...wish, version: event.currentTarget.value })}
        error={sentences(problem, '/version')}
        required
        {...(wish.name !== '' && wish.version === '' ? { 'data-autofocus': true } : {})}
      />
    </SimpleGrid>
  );
}

/** What can be changed also of a product that is deployed. */
function OpenFields({ kind, wish, onChange, problem, state = 'draft' }: ProductFieldsProps): JSX.Element {
  return (
    <>
      <Textarea
        label={text.description}
        value={wish.description}
        onChange={(event) => onChange({ ...wish, description: event.currentTarget.value })}
        error={sentences(problem, '/description')}
        autosize
        minRows={2}
        {...(state === 'draft' ? {} : { 'data-autofocus': true })}
      />
      {kind !== 'maintenance' && (
        <PickedKeys
          kind="licenseModel"
          label={text.licenseModels}
          addLabel={catalogText.addLicenseModel}
          keys={wish.licenseModels}
          onChange={(licenseModels) => onChange({ ...wish, licenseModels })}
          pointer="/licenseModels"
          problem={problem}
          isDisabled={state !== 'draft' && state !== 'deployed'}
        />
      )}
    </>
  );
}

/** What makes no license, and so changes while a product is sold: who sees it, where its files are, and custom attributes. */
function FieldsOfEveryState(props: ProductFieldsProps): JSX.Element {
  const { wish, onChange, problem } = props;
  return (
    <>
      <CatalogPicker
        kind="productLine"
        label={text.productLine}
        value={wish.productLine}
        onChange={(productLine) => onChange({ ...wish, productLine })}
        error={sentences(problem, '/productLine')}
        isForNew
      />
      <DownloadFields {...props} />
      <AttributeFields
        entity="product"
        values={wish.attributes}
        onChange={(attributes) => onChange({ ...wish, attributes })}
        problem={problem}
      />
    </>
  );
}
