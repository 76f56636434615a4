import { Alert, Checkbox, Fieldset, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type JSX } from 'react';
import { useMessages } from '../messages/messages.ts';
import type { AnswerOf } from '../shared/api/call.ts';
import { reasonsAt } from '../shared/api/problem.ts';
import { useApi } from '../shared/api/queries.ts';
import { OperationForm } from '../shared/OperationForm.tsx';
import { PageHead } from '../shared/PageHead.tsx';
import { ProblemNotice } from '../shared/ProblemNotice.tsx';
import { useSession } from '../shared/session.ts';
import { ChangePassword } from './ChangePassword.tsx';
import { localeChoices } from './locale-choices.ts';

type Profile = AnswerOf<'getProfile'>;

/** What a person decides about themselves: name, language, time zone, which emails they want, and their password. */
export function Page(): JSX.Element {
  const { customer } = useMessages();
  const profile = useApi('getProfile');
  return (
    <>
      <PageHead title={customer.profileTitle} />
      {profile.error !== null && <ProblemNotice problem={profile.error} onRetry={() => void profile.refetch()} />}
      {profile.data !== undefined && (
        <SimpleGrid cols={{ base: 1, md: 2 }} maw={960}>
          <ProfileForm profile={profile.data} />
          <ChangePassword />
        </SimpleGrid>
      )}
    </>
  );
}

function ProfileForm({ profile }: { readonly profile: Profile }): JSX.Element {
  const { customer, general } = useMessages();
  const queries = useQueryClient();
  const [wish, setWish] = useState({
    firstName: profile.firstName,
    lastName: profile.lastName,
    locale: profile.locale,
    timeZone: profile.timeZone,
    subscriptions: profile.subscriptions,
  });
  const [isSaved, setSaved] = useState(false);
  const change = (patch: Partial<typeof wish>): void => {
    setSaved(false);
    setWish({ ...wish, ...patch });
  };
  return (
    <Fieldset legend={profile.userName}>
      <OperationForm
        operation="changeProfile"
        request={{ body: wish }}
        submitLabel={general.save}
        onDone={() => {
          setSaved(true);
          void queries.invalidateQueries({ queryKey: ['session'] });
        }}
      >
        {(problem) => (
          <Stack gap="xs">
            {isSaved && <Alert color="green">{customer.profileSaved}</Alert>}
            <Names wish={wish} problem={problem} onChange={change} />
            <TextInput label={customer.emailAddress} value={profile.email} readOnly />
            <Places wish={wish} onChange={change} />
            <Subscriptions
              subscriptions={wish.subscriptions}
              mayReceive={profile.mayReceive}
              onChange={(subscriptions) => change({ subscriptions })}
            />
          </Stack>
        )}
      </OperationForm>
    </Fieldset>
  );
}

interface NamesProps {
  readonly wish: { readonly firstName: string; readonly lastName: string };
  readonly problem: unknown;
  readonly onChange: (patch: { readonly firstName?: string; readonly lastName?: string }) => void;
}

function Names({ wish, problem, onChange }: NamesProps): JSX.Element {
  const { customer } = useMessages();
  return (
    <>
      <TextInput
        label={customer.firstName}
        autoComplete="given-name"
        value={wish.firstName}
        error={reasonsAt(problem, '/firstName')[0]?.message}
        onChange={(event) => onChange({ firstName: event.currentTarget.value })}
      />
      <TextInput
        label={customer.lastName}
        autoComplete="family-name"
        value={wish.lastName}
        error={reasonsAt(problem, '/lastName')[0]?.message}
        onChange={(event) => onChange({ lastName: event.currentTarget.value })}
      />
    </>
  );
}

interface PlacesProps {
  readonly wish: { readonly locale: string; readonly timeZone: string };
  readonly onChange: (patch: { readonly locale?: string; readonly timeZone?: string }) => void;
}

function Places({ wish, onChange }: PlacesProps): JSX.Element {
  const { customer } = useMessages();
  const zones = Intl.supportedValuesOf('timeZone');
  return (
    <>
      <Select
        label={customer.language}
        data={[...localeChoices(wish.locale)]}
        value={wish.locale}
        allowDeselect={false}
        searchable
        onChange={(locale) => onChange({ locale: locale ?? wish.locale })}
      />
      <Select
        label={customer.timeZone}
        data={zones.includes(wish.timeZone) ? zones : [wish.timeZone, ...zones]}
        value={wish.timeZone}
        allowDeselect={false}
        searchable
        limit={50}
        onChange={(timeZone) => onChange({ timeZone: timeZone ?? wish.timeZone })}
      />
    </>
  );
}

interface SubscriptionsProps {
  readonly subscriptions: Profile['subscriptions'];
  readonly mayReceive: Profile['mayReceive'];
  readonly onChange: (subscriptions: Profile['subscriptions']) => void;
}

function Subscriptions({ subscriptions, mayReceive, onChange }: SubscriptionsProps): JSX.Element {
  const { customer } = useMessages();
  const isCustomer = useSession().portal === 'endUser';
  const boxes = [
    // Only who may see what expires is reminded of it (reference 8.4).
    ...(mayReceive.expiringEntitlements ? [['expiringEntitlements', customer.expiringEntitlementsEmail] as const] : []),
    ['productUpgrades', customer.productUpgradesEmail] as const,
    ['announcements', customer.announcementsEmail] as const,
  ];
  if (!isCustomer) return <></>;
  return (
    <Fieldset legend={customer.subscriptions}>
      <Stack gap={8}>
        {boxes.map(([name, label]) => (
          <Checkbox
            key={name}
            label={label}
            checked={subscriptions[name]}
            onChange={(event) => onChange({ ...subscriptions, [name]: event.currentTarget.checked })}
          />
        ))}
      </Stack>
    </Fieldset>
  );
}
