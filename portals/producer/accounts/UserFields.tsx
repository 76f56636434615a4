import { Checkbox, Fieldset, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import type { JSX } from 'react';
import { accountsText as text } from '../../messages/en/producer-accounts.ts';
import { localeChoices } from '../../profile/locale-choices.ts';
import { AttributeFields } from '../attributes/AttributeFields.tsx';
import { AccessField, SharedLoginField } from './AccessField.tsx';
import { AddressFields } from './AddressFields.tsx';
import { errorAt } from './field-errors.ts';
import { MembershipFields } from './MembershipFields.tsx';
import type { UserWish } from './user-wish.ts';

interface UserFieldsProps {
  /** whoever is invited signs in */
  readonly isInvited?: boolean;
  readonly wish: UserWish;
  readonly onChange: (wish: UserWish) => void;
  readonly problem: unknown;
}

const textFields = [
  { name: 'firstName', type: 'text' },
  { name: 'lastName', type: 'text' },
  { name: 'email', type: 'email' },
  { name: 'phone', type: 'tel' },
] as const;

const boxes = ['expiringEntitlements', 'productUpgrades', 'announcements'] as const;

/** The fields of a user: who they are, where they belong, and which emails they get. */
export function UserFields({ wish, onChange, problem, isInvited = false }: UserFieldsProps): JSX.Element {
  return (
    <Stack gap="xs">
      {!isInvited && <AccessField wish={wish} onChange={onChange} problem={problem} />}
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" verticalSpacing="xs">
        {textFields.map(({ name, type }) => (
          <TextInput
            key={name}
            type={type}
            label={text[name]}
            value={wish[name]}
            onChange={(event) => onChange({ ...wish, [name]: event.currentTarget.value })}
            error={errorAt(problem, `/${name}`)}
            required={name === 'email'}
            autoComplete="off"
          />
        ))}
        <LanguageAndZone wish={wish} onChange={onChange} problem={problem} />
      </SimpleGrid>
      <SharedLoginField wish={wish} onChange={onChange} problem={problem} />
      <MembershipFields
        memberships={wish.memberships}
        isContact={!wish.portalAccess}
        onChange={(memberships) => onChange({ ...wish, memberships })}
        problem={problem}
      />
      <SubscriptionFields wish={wish} onChange={onChange} problem={problem} />
      <details className="licet-more" open={Object.keys(wish.address).length > 0}>
        <summary>{text.address}</summary>
        <AddressFields
          address={wish.address}
          onChange={(address) => onChange({ ...wish, address })}
          problem={problem}
        />
      </details>
      <AttributeFields
        entity="user"
        values={wish.attributes}
        onChange={(attributes) => onChange({ ...wish, attributes })}
        problem={problem}
      />
    </Stack>
  );
}

function SubscriptionFields({ wish, onChange }: UserFieldsProps): JSX.Element {
  const { subscriptions } = wish;
  return (
    <Fieldset legend={text.subscriptions} p="xs">
      <Stack gap={10}>
        {boxes.map((name) => (
          <Checkbox
            key={name}
            label={text[name]}
            checked={subscriptions[name]}
            onChange={(event) =>
              onChange({ ...wish, subscriptions: { ...subscriptions, [name]: event.currentTarget.checked } })
            }
          />
        ))}
      </Stack>
    </Fieldset>
  );
}

const zones = Intl.supportedValuesOf('timeZone');

function LanguageAndZone({ wish, onChange, problem }: UserFieldsProps): JSX.Element {
  const { locale, timeZone } = wish;
  return (
    <>
      <Select
        label={text.locale}
        data={[...localeChoices(locale)]}
        value={locale}
        onChange={(chosen) => onChange({ ...wish, locale: chosen ?? locale })}
        error={errorAt(problem, '/locale')}
        allowDeselect={false}
        searchable
      />
      <Select
        label={text.timeZone}
        data={zones.includes(timeZone) ? zones : [timeZone, ...zones]}
        value={timeZone}
        onChange={(chosen) => onChange({ ...wish, timeZone: chosen ?? timeZone })}
        error={errorAt(problem, '/timeZone')}
        allowDeselect={false}
        searchable
        limit={50}
      />
    </>
  );
}
