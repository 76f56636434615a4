import { Button, Select, Stack, Text, Title } from '@mantine/core';
import { useState, type JSX } from 'react';
import { producerJobs } from '../../messages/en/producer-jobs.ts';
import { EmailView } from '../../shared/EmailView.tsx';
import { Key } from '../../shared/Key.tsx';
import { Reasons } from '../../shared/ProblemNotice.tsx';
import { useMay } from '../../shared/session.ts';
import type { UrlState } from '../../shared/search-text.ts';
import { ListedItems } from './ListedItems.tsx';
import { OutcomeMark } from './OutcomeMark.tsx';
import { keyOf, nameOf } from './PreviewList.tsx';
import type { PreviewEmail, PreviewItem } from './use-preview.ts';
import { reasonsOf } from './run-reasons.ts';

const texts = producerJobs.preview;

interface PreviewChoiceProps {
  readonly digest: PreviewEmail | null;
  readonly items: readonly PreviewItem[] | undefined;
  readonly state: UrlState;
}

/** What the chosen thing would get, as it would be read, and why. */
export function PreviewChoice({ digest, items, state }: PreviewChoiceProps): JSX.Element | null {
  const { item: chosen } = state.search;
  if (chosen === 'digest' && digest !== null) return <Digest email={digest} />;
  const item = items?.find((one) => keyOf(one) === chosen);
  if (item !== undefined) return <Chosen key={chosen} item={item} />;
  if (items === undefined || (chosen === undefined && items.length === 0 && digest === null)) return null;
  return chosen === undefined ? (
    <Text size="sm" className="licet-quiet">
      {texts.choose}
    </Text>
  ) : (
    <Elsewhere chosen={chosen} state={state} />
  );
}

/** A link may name what stands on another page, or under another outcome. */
function Elsewhere({ chosen, state }: { readonly chosen: string; readonly state: UrlState }): JSX.Element {
  const isNarrowed = state.search['account'] === chosen;
  return (
    <Stack gap="xs" align="flex-start">
      <Text size="sm">{isNarrowed ? texts.notInPreview(chosen) : texts.notThere(chosen)}</Text>
      {!isNarrowed && chosen !== 'digest' && (
        <Button
          variant="default"
          onClick={() => state.setSearch({ account: chosen, outcome: undefined, cursor: undefined })}
        >
          {texts.findIt}
        </Button>
      )}
    </Stack>
  );
}

function Digest({ email }: { readonly email: PreviewEmail }): JSX.Element {
  return (
    <Stack gap="xs" miw={0}>
      <Title order={3}>{texts.digest}</Title>
      <EmailView email={email} />
    </Stack>
  );
}

function Chosen({ item }: { readonly item: PreviewItem }): JSX.Element {
  return (
    <Stack gap="sm" miw={0}>
      <Title order={3}>{texts.wouldGet(nameOf(item))}</Title>
      {item.accountId !== null && <AccountName accountId={item.accountId} name={item.accountName} />}
      {item.emails.length === 0 ? <Text size="sm">{texts.noEmail}</Text> : <Emails emails={item.emails} />}
      <Stack gap={4}>
        <Title order={3}>{texts.why}</Title>
        <OutcomeMark outcome={item.outcome} isPreview />
        <Reasons reasons={reasonsOf(item)} />
        <ListedItems listed={item.listed} />
      </Stack>
    </Stack>
  );
}

interface AccountNameProps {
  readonly accountId: string;
  readonly name: string | null;
}

function AccountName({ accountId, name }: AccountNameProps): JSX.Element {
  const mayView = useMay()('viewAccounts');
  return (
    <Text size="sm">
      <Key value={accountId} to={mayView ? `/accounts/${encodeURIComponent(accountId)}` : undefined} /> {name}
    </Text>
  );
}

function Emails({ emails }: { readonly emails: readonly PreviewEmail[] }): JSX.Element {
  const [chosen, setChosen] = useState(0);
  const email = emails[chosen] ?? emails[0];
  return (
    <Stack gap="xs">
      {emails.length > 1 && (
        <Select
          label={`${texts.receiver} (${texts.receiverOf(chosen + 1, emails.length)})`}
          data={emails.map(({ to }, index) => ({ value: String(index), label: to }))}
          value={String(chosen)}
          allowDeselect={false}
          searchable
          onChange={(value) => setChosen(Number(value))}
        />
      )}
      {email !== undefined && <EmailView email={email} />}
    </Stack>
  );
}
