import { CloseButton, Group, Stack, Text } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import type { JSX } from 'react';
import { entitlementFormsText as text } from '../../../messages/en/producer-entitlements-forms.ts';
import { call, type ItemOf } from '../../../shared/api/call.ts';
import { useApi } from '../../../shared/api/queries.ts';
import { SearchPicker, type PickerProps } from '../../../shared/SearchPicker.tsx';
import { useMay } from '../../../shared/session.ts';
import { TagsField } from './TagsField.tsx';
import { fieldProps, sentencesAt, type FormPart } from './field-props.ts';
import type { HeaderWish } from './header-wish.ts';

type Person = Pick<ItemOf<'listUsers'>, 'userId' | 'firstName' | 'lastName' | 'email'>;

/** The people whom one asks about an entitlement: of its end customer, or of its partners. */
export function ContactFields(part: FormPart<HeaderWish>): JSX.Element {
  const { wish, change, problem } = part;
  const maySee = useMay()('viewUsers');
  const accounts = [wish.accountId, ...wish.channelPartners.map(({ accountId }) => accountId)].filter(Boolean);
  const { error, disabled } = fieldProps(part, text.contacts, 'contacts');
  if (!maySee)
    return (
      <TagsField
        {...fieldProps(part, text.contacts, 'contacts')}
        value={wish.contacts}
        onChange={(contacts) => change({ contacts })}
      />
    );
  return (
    <Stack gap={4} role="group" aria-label={text.contacts}>
      {wish.contacts.map((userId, index) => (
        <Contact
          key={userId}
          userId={userId}
          error={sentencesAt(problem, [`/contacts/${index}`])}
          onRemove={disabled ? undefined : () => change({ contacts: wish.contacts.filter((one) => one !== userId) })}
        />
      ))}
      <PersonPicker
        label={wish.contacts.length === 0 ? text.contacts : text.addContact}
        accounts={accounts}
        except={wish.contacts}
        value={undefined}
        onChange={(userId) => userId !== undefined && change({ contacts: [...wish.contacts, userId] })}
        description={text.contactsHint}
        error={error}
        isDisabled={disabled}
        isAdder
      />
    </Stack>
  );
}

interface ContactProps {
  readonly userId: string;
  readonly error: string | undefined;
  readonly onRemove: (() => void) | undefined;
}

function Contact({ userId, error, onRemove }: ContactProps): JSX.Element {
  const { data } = useApi('getUser', { path: { userId } });
  const name = data === undefined ? userId : nameOf(data);
  return (
    <Group gap="xs" wrap="nowrap">
      <Text size="sm" flex={1} component="div" className="licet-wrap">
        {name}
        {error !== undefined && (
          <Text size="xs" c="var(--mantine-color-error)">
            {error}
          </Text>
        )}
      </Text>
      {onRemove !== undefined && <CloseButton size="sm" aria-label={text.removeContact(name)} onClick={onRemove} />}
    </Group>
  );
}

interface PersonPickerProps extends PickerProps {
  /** the accounts whose people are offered */
  readonly accounts: readonly string[];
  readonly except?: readonly string[];
}

/** Finds somebody of some accounts by name or email address. */
export function PersonPicker({ accounts, except = [], ...props }: PersonPickerProps): JSX.Element {
  const { data } = useApi('getUser', { path: { userId: props.value ?? '' } }, { enabled: props.value !== undefined });
  return (
    <SearchPicker
      placeholder={text.findPerson}
      {...props}
      chosen={
        props.value === undefined
          ? undefined
          : { value: props.value, label: data === undefined ? props.value : nameOf(data) }
      }
      useOptions={(asked, isOpen) => {
        const people = usePeople(accounts, asked, isOpen).filter(({ userId }) => !except.includes(userId));
        return {
          options: people.map((person) => ({ value: person.userId, label: nameOf(person) })),
          empty: accounts.length === 0 ? text.contactsNone : text.noPerson,
        };
      }}
      clearLabel={text.clearPerson}
    />
  );
}

function usePeople(accounts: readonly string[], asked: string, isOpen: boolean): readonly Person[] {
  const found = useQueries({
    queries: (isOpen ? [...new Set(accounts)] : []).map((accountId) => {
      const query = { accountId, limit: 20, ...(asked === '' ? {} : { q: asked }) };
      return { queryKey: ['listUsers', undefined, query, undefined], queryFn: () => call('listUsers', { query }) };
    }),
    combine: (answers) => answers.flatMap(({ data }) => data?.items ?? []),
  });
  return [...new Map(found.map((person) => [person.userId, person])).values()];
}

function nameOf({ userId, firstName, lastName, email }: Person): string {
  const name = `${firstName} ${lastName}`.trim();
  return name === '' ? userId : `${name} (${email})`;
}
