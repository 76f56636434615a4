import { Select, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import type { JSX } from 'react';
import { entitlementFormsText as text } from '../../../messages/en/producer-entitlements-forms.ts';
import { useMay } from '../../../shared/session.ts';
import { AccountPicker } from '../../accounts/AccountPicker.tsx';
import { ContactFields } from './ContactFields.tsx';
import { fieldProps, type FormPart, hintBelow } from './field-props.ts';
import type { HeaderWish } from './header-wish.ts';
import { PartnerFields } from './PartnerFields.tsx';
import { TagsField } from './TagsField.tsx';
import { TextField } from './TextField.tsx';
import { useVariations } from './use-choices.ts';

/** Whose an entitlement is. */
export function CustomerField(part: FormPart<HeaderWish>): JSX.Element {
  const { wish, change } = part;
  const mayFind = useMay()('viewAccounts');
  const { disabled, title, ...field } = fieldProps(part, text.account, 'accountId');
  if (!mayFind) return <TextField part={part} field="accountId" label={text.account} hint={text.accountHint} />;
  return (
    <div title={title}>
      <AccountPicker
        {...field}
        placeholder={text.accountUnknown}
        description={text.accountHint}
        value={wish.accountId === '' ? undefined : wish.accountId}
        onChange={(accountId) => change({ accountId: accountId ?? '' })}
        isDisabled={disabled}
      />
    </div>
  );
}

/** Where an entitlement is sent, who stands in between, and whom one asks about it. */
export function DeliveryFields(part: FormPart<HeaderWish>): JSX.Element {
  const { wish, change } = part;
  return (
    <Stack gap="sm">
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm" verticalSpacing="xs">
        <TagsField
          {...fieldProps(
            part,
            text.shipToEmails,
            'shipToEmails',
            ...wish.shipToEmails.map((_, at) => `shipToEmails/${at}`),
          )}
          value={wish.shipToEmails}
          onChange={(shipToEmails) => change({ shipToEmails })}
          description={text.shipToEmailsHint}
        />
        <Textarea
          {...fieldProps(part, text.shipToAddress, 'shipToAddress')}
          value={wish.shipToAddress}
          onChange={(event) => change({ shipToAddress: event.currentTarget.value })}
          autosize
          minRows={1}
          maxRows={6}
        />
        <ContactFields {...part} />
        <VariationField {...part} />
      </SimpleGrid>
      <PartnerFields {...part} />
    </Stack>
  );
}

function VariationField(part: FormPart<HeaderWish>): JSX.Element {
  const { wish, change } = part;
  const variations = useVariations();
  const field = {
    ...fieldProps(part, text.variation, 'emailTemplateVariation'),
    description: text.variationHint,
    placeholder: text.usualVariation,
    inputWrapperOrder: [...hintBelow],
  };
  const value = wish.emailTemplateVariation;
  if (variations === undefined)
    return (
      <TextInput
        {...field}
        value={value}
        onChange={(event) => change({ emailTemplateVariation: event.currentTarget.value })}
      />
    );
  return (
    <Select
      {...field}
      data={value === '' ? [...variations] : [...new Set([...variations, value])]}
      value={value || null}
      onChange={(chosen) => change({ emailTemplateVariation: chosen ?? '' })}
      clearable
    />
  );
}

/** How much of the delivery is filled in, for where it is folded. */
export function filledDelivery(wish: HeaderWish): number {
  const { shipToEmails, shipToAddress, contacts, emailTemplateVariation, channelPartners } = wish;
  const parts = [
    shipToEmails.length,
    shipToAddress.length,
    contacts.length,
    emailTemplateVariation.length,
    channelPartners.length,
  ];
  return parts.filter((length) => length > 0).length;
}
