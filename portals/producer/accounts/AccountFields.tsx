import { Button, CloseButton, Group, SimpleGrid, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState, type JSX } from 'react';
import { accountsText as text } from '../../messages/en/producer-accounts.ts';
import type { ItemOf } from '../../shared/api/call.ts';
import { AccountPicker } from './AccountPicker.tsx';
import { errorAt } from './field-errors.ts';

type Account = ItemOf<'listAccounts'>;

/** What somebody types of an account. */
export interface AccountWish {
  readonly name: string;
  readonly description: string;
  readonly parents: readonly string[];
  readonly address: Readonly<Record<string, string>>;
}

const addressFields = ['line1', 'line2', 'postalCode', 'city', 'state', 'region', 'country'] as const;

export const emptyAccount: AccountWish = { name: '', description: '', parents: [], address: {} };

export function wishOf({ name, description, parents, address }: Account): AccountWish {
  return { name, description: description ?? '', parents, address };
}

/** The fields of an account as the server takes them. */
export function recordOf({ name, description, parents, address }: AccountWish) {
  return {
    name: name.trim(),
    description: description.trim() === '' ? null : description.trim(),
    parents: [...parents],
    address: Object.fromEntries(Object.entries(address).filter(([, value]) => value.trim() !== '')),
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
      <Parents parents={wish.parents} onChange={(parents) => onChange({ ...wish, parents })} />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" verticalSpacing="xs">
        {addressFields.map((field) => (
          <TextInput
            key={field}
            label={text[`address_${field}`]}
            value={wish.address[field] ?? ''}
            onChange={(event) =>
              onChange({ ...wish, address: { ...wish.address, [field]: event.currentTarget.value } })
            }
            error={errorAt(problem, `/address/${field}`)}
          />
        ))}
      </SimpleGrid>
    </Stack>
  );
}

interface ParentsProps {
  readonly parents: readonly string[];
  readonly onChange: (parents: readonly string[]) => void;
}

function Parents({ parents, onChange }: ParentsProps): JSX.Element {
  const [isAdding, setAdding] = useState(false);
  return (
    <Stack gap={4} align="flex-start">
      <Text size="xs" fw={500}>
        {text.partOf}
      </Text>
      {parents.map((id) => (
        <Group key={id} gap={4}>
          <span className="licet-key">{id}</span>
          <CloseButton
            size="sm"
            aria-label={text.removeParent(id)}
            onClick={() => onChange(parents.filter((other) => other !== id))}
          />
        </Group>
      ))}
      {isAdding ? (
        <AccountPicker
          label={text.addParent}
          value={undefined}
          onChange={(id) => {
            setAdding(false);
            if (id !== undefined && !parents.includes(id)) onChange([...parents, id]);
          }}
          width={280}
        />
      ) : (
        <Button variant="default" onClick={() => setAdding(true)}>
          {text.addParent}
        </Button>
      )}
    </Stack>
  );
}
