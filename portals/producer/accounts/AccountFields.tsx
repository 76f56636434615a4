import { Checkbox, CloseButton, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import type { JSX } from 'react';
import { accountsText as text } from '../../messages/en/producer-accounts.ts';
import type { ItemOf } from '../../shared/api/call.ts';
import { attributesOf, attributeWishOf, noAttributes, type AttributeWish } from '../attributes/attribute-wish.ts';
import { AttributeFields } from '../attributes/AttributeFields.tsx';
import { AccountLink } from './AccountLink.tsx';
import { AccountPicker } from './AccountPicker.tsx';
import { AddressFields } from './AddressFields.tsx';
import { errorAt } from './field-errors.ts';

type Account = ItemOf<'listAccounts'>;

/** What somebody types of an account. */
export interface AccountWish {
  readonly name: string;
  readonly description: string;
  readonly parents: readonly string[];
  readonly address: Readonly<Record<string, string>>;
  readonly attributes: AttributeWish;
  /** users of other accounts see it by way of a relation */
  readonly visibleToOthers: boolean;
}

export const emptyAccount: AccountWish = {
  name: '',
  description: '',
  parents: [],
  address: {},
  attributes: noAttributes,
  visibleToOthers: true,
};

export function wishOf(account: Account): AccountWish {
  const { name, description, parents, address, attributes, visibleToOthers } = account;
  return {
    name,
    parents,
    address,
    visibleToOthers,
    description: description ?? '',
    attributes: attributeWishOf(attributes),
  };
}

/** The fields of an account as the server takes them. */
export function recordOf({ name, description, parents, address, attributes, visibleToOthers }: AccountWish) {
  return {
    visibleToOthers,
    name: name.trim(),
    description: description.trim() === '' ? null : description.trim(),
    parents: [...parents],
    address: Object.fromEntries(Object.entries(address).filter(([, value]) => value.trim() !== '')),
    attributes: attributesOf(attributes),
  };
}

interface AccountFieldsProps {
  readonly wish: AccountWish;
  readonly onChange: (wish: AccountWish) => void;
  readonly problem: unknown;
}

/** The fields of an account that can be chosen and changed. */
export function AccountFields({ wish, onChange, problem }: AccountFieldsProps): JSX.Element {
  return (
    <Stack gap="xs">
      <TextInput
        label={text.name}
        value={wish.name}
        onChange={(event) => onChange({ ...wish, name: event.currentTarget.value })}
        error={errorAt(problem, '/name')}
        required
        data-autofocus
      />
      <Textarea
        label={text.description}
        value={wish.description}
        onChange={(event) => onChange({ ...wish, description: event.currentTarget.value })}
        error={errorAt(problem, '/description')}
        autosize
      />
      <Parents parents={wish.parents} onChange={(parents) => onChange({ ...wish, parents })} problem={problem} />
      <AddressFields address={wish.address} onChange={(address) => onChange({ ...wish, address })} problem={problem} />
      <Checkbox
        label={text.visibleToOthers}
        description={text.visibleToOthersHint}
        checked={wish.visibleToOthers}
        onChange={(event) => onChange({ ...wish, visibleToOthers: event.currentTarget.checked })}
      />
      <AttributeFields
        entity="account"
        values={wish.attributes}
        onChange={(attributes) => onChange({ ...wish, attributes })}
        problem={problem}
      />
    </Stack>
  );
}

interface ParentsProps {
  readonly parents: readonly string[];
  readonly onChange: (parents: readonly string[]) => void;
  readonly problem: unknown;
}

function Parents({ parents, onChange, problem }: ParentsProps): JSX.Element {
  const errors = [errorAt(problem, '/parents'), ...parents.map((_, index) => errorAt(problem, `/parents/${index}`))];
  return (
    <Stack gap={4} align="flex-start">
      <Text size="xs" fw={500}>
        {text.partOf}
      </Text>
      {parents.map((id) => (
        <Group key={id} gap={4}>
          <Text component="span" size="sm">
            <AccountLink id={id} />
          </Text>
          <CloseButton
            size="sm"
            aria-label={text.removeParent(id)}
            onClick={() => onChange(parents.filter((other) => other !== id))}
          />
        </Group>
      ))}
      <AccountPicker
        label={text.addParent}
        placeholder={text.findAccount}
        value={undefined}
        onChange={(id) => {
          if (id !== undefined && !parents.includes(id)) onChange([...parents, id]);
        }}
        error={errors.find((error) => error !== undefined)}
        width={280}
        isAdder
      />
    </Stack>
  );
}
