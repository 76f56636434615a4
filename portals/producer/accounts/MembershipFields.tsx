import { Button, Fieldset, Group, Stack, Text, TextInput } from '@mantine/core';
import type { JSX } from 'react';
import { accountsText as text } from '../../messages/en/producer-accounts.ts';
import { Mark } from '../../shared/Mark.tsx';
import { useBranding } from '../../shared/session.ts';
import { AccountPicker } from './AccountPicker.tsx';
import { errorAt } from './field-errors.ts';
import { RoleField } from './RoleField.tsx';
import { emptyMembership, type MembershipWish } from './user-wish.ts';

interface MembershipFieldsProps {
  /** contacts have no roles */
  readonly isContact: boolean;
  readonly memberships: readonly MembershipWish[];
  readonly onChange: (memberships: readonly MembershipWish[]) => void;
  readonly problem: unknown;
}

/** The places of a user: in which accounts, with which roles, until when. */
export function MembershipFields({ memberships, onChange, problem, isContact }: MembershipFieldsProps): JSX.Element {
  const replaced = (index: number, change: Partial<MembershipWish>): void =>
    onChange(memberships.map((one, at) => (at === index ? { ...one, ...change } : one)));
  return (
    <Fieldset legend={text.memberships} p="xs">
      <Stack gap="xs" align="stretch">
        {memberships.map((membership, index) => (
          <MembershipField
            // The fields of a place stay with it, whichever account it is for.
            key={index}
            membership={membership}
            pointer={`/memberships/${index}`}
            problem={problem}
            isContact={isContact}
            onChange={(change) => replaced(index, change)}
            onRemove={() => onChange(memberships.filter((_, at) => at !== index))}
          />
        ))}
        <Button
          variant="default"
          style={{ alignSelf: 'flex-start' }}
          onClick={() => onChange([...memberships, emptyMembership])}
        >
          {text.addMembership}
        </Button>
        {errorAt(problem, '/memberships') !== undefined && (
          <Text size="xs" className="licet-urgent">
            {errorAt(problem, '/memberships')}
          </Text>
        )}
      </Stack>
    </Fieldset>
  );
}

interface MembershipFieldProps extends Pick<MembershipFieldsProps, 'isContact'> {
  readonly membership: MembershipWish;
  readonly pointer: string;
  readonly problem: unknown;
  readonly onChange: (change: Partial<MembershipWish>) => void;
  readonly onRemove: () => void;
}

function MembershipField(props: MembershipFieldProps): JSX.Element {
  const { membership, pointer, problem, isContact, onChange, onRemove } = props;
  const { today } = useBranding();
  const isOver = membership.expiresOn !== '' && membership.expiresOn < today;
  return (
    <Group gap="xs" align="flex-start" role="group" aria-label={text.membershipOf(membership.accountId)}>
      <AccountPicker
        label={text.account}
        value={membership.accountId === '' ? undefined : membership.accountId}
        onChange={(accountId) => onChange({ accountId: accountId ?? '', roles: [] })}
        width={210}
        error={errorAt(problem, `${pointer}/accountId`)}
        isRequired
      />
      <RoleField
        accountId={membership.accountId}
        isContact={isContact}
        roles={membership.roles}
        onChange={(roles) => onChange({ roles })}
        error={rolesError(problem, `${pointer}/roles`)}
      />
      <TextInput
        type="date"
        label={text.lastDay}
        value={membership.expiresOn}
        onChange={(event) => onChange({ expiresOn: event.currentTarget.value })}
        error={errorAt(problem, `${pointer}/expiresOn`)}
        description={
          isOver ? (
            <Mark tone="soon" isSentence>
              {text.lastDayPast}
            </Mark>
          ) : undefined
        }
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        w={140}
      />
      <Button
        variant="subtle"
        color="gray"
        px="xs"
        mt={21}
        onClick={onRemove}
        aria-label={text.removeMembership(membership.accountId)}
      >
        <span aria-hidden>✕</span>
      </Button>
    </Group>
  );
}

/** A role of a place may be what the server minds, or all of them together. */
function rolesError(problem: unknown, pointer: string): string | undefined {
  const each = Array.from({ length: 50 }, (_, index) => errorAt(problem, `${pointer}/${index}`));
  return [errorAt(problem, pointer), ...each].find((error) => error !== undefined);
}
