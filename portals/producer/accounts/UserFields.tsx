import { Checkbox, Fieldset, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import type { JSX } from 'react';
import { accountsText as text } from '../../messages/en/producer-accounts.ts';
import { localeChoices } from '../../profile/locale-choices.ts';
import { errorAt } from './field-errors.ts';
import { MembershipFields } from './MembershipFields.tsx';
import type { UserWish } from './user-wish.ts';

interface UserFieldsProps {
  readonly wish: UserWish;
  readonly onChange: (wish: UserWish) => void;
  readonly problem: unknown;
}

const textFields = [
  { name: 'firstName', type: 'text' },
  { name: 'lastName', type: 'text' },
  { name: 'email', type: 'email' },
] as const;

const boxes = ['expiringEntitlements', 'productUpgrades', 'announcements'] as const;

/** The fields of a user: who they are, where they belong, and which emails they get. */
export function UserFields({ wish, onChange, problem }: UserFieldsProps): JSX.Element {
  return (
    <Stack gap="xs">
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
      <MembershipFields
        memberships={wish.memberships}
        onChange={(memberships) => onChange({ ...wish, memberships })}
        problem={problem}
      />
      <Fieldset legend={text.subscriptions} p="xs">
        <Stack gap={10}>
          {boxes.map((name) => (
            <Checkbox
              key={name}
              label={text[name]}
              checked={wish.subscriptions[name]}
              onChange={(event) =>
                onChange({ ...wish, subscriptions: { ...wish.subscriptions, [name]: event.currentTarget.checked } })
              }
            />
          ))}
        </Stack>
      </Fieldset>
    </Stack>
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
