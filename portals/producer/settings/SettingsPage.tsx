import { Button, Skeleton, Stack, Text, TextInput, Title } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useRef, useState, type JSX } from 'react';
import { settingsText } from '../../messages/en/producer-settings.ts';
import { useApi } from '../../shared/api/queries.ts';
import { EmptyState } from '../../shared/EmptyState.tsx';
import { PageHead } from '../../shared/PageHead.tsx';
import { ProblemNotice } from '../../shared/ProblemNotice.tsx';
import { useUrlState } from '../../shared/search-text.ts';
import { useMay } from '../../shared/session.ts';
import { Guarded } from '../../shared/SignedIn.tsx';
import { SaveSettings } from './SaveSettings.tsx';
import {
  groupsWith,
  isSameValue,
  settingsByName,
  type Changes,
  type Setting,
  type Settings,
  type Value,
} from './setting-words.ts';
import { SettingHistory } from './SettingHistory.tsx';
import { SettingRow } from './SettingRow.tsx';
import { useLastChanges } from './use-last-changes.ts';

/** What the producer decides for the whole system. */
export function Page(): JSX.Element {
  return (
    <Guarded permission="viewSettings">
      <PageHead title={settingsText.title} />
      <WholeSettings />
    </Guarded>
  );
}

function WholeSettings(): JSX.Element {
  const answer = useApi('listSettings');
  if (answer.error !== null) return <ProblemNotice problem={answer.error} onRetry={() => void answer.refetch()} />;
  if (answer.data === undefined) return <Skeleton height={640} />;
  return <Loaded settings={answer.data} />;
}

function Loaded({ settings }: { readonly settings: Settings }): JSX.Element {
  const [drafted, setDrafted] = useState<Changes>({});
  const { search, setSearch } = useUrlState();
  const may = useMay();
  const words = search['q'] ?? '';
  const groups = groupsWith(settings, words);
  const known = settingsByName(settings);
  const changes = Object.fromEntries(
    Object.entries(drafted).filter(([name, value]) => !isSameValue(known.get(name)?.value, value)),
  );
  const change = (name: string, value: Value): void => setDrafted((before) => ({ ...before, [name]: value }));
  return (
    <>
      <Finder words={words} onFind={(q) => setSearch({ q }, { replace: true })} />
      {!may('manageSettings') && (
        <Text size="sm" className="licet-quiet" mb="sm">
          {settingsText.mayNot}
        </Text>
      )}
      {groups.length === 0 && (
        <EmptyState
          title={settingsText.noMatches(words)}
          next={<Button onClick={() => setSearch({ q: undefined })}>{settingsText.showAll}</Button>}
        />
      )}
      <Stack gap="xl" maw="60rem">
        {groups.map(({ group, settings: some }) => (
          <Group key={group} group={group} settings={some} changes={changes} onChange={change} />
        ))}
      </Stack>
      <SaveSettings settings={settings} changes={changes} onDone={() => setDrafted({})} />
      <SettingHistory setting={known.get(search['history'] ?? '')} />
    </>
  );
}

interface GroupProps {
  readonly group: string;
  readonly settings: readonly Setting[];
  readonly changes: Changes;
  readonly onChange: (name: string, value: Value) => void;
}

function Group({ group, settings, changes, onChange }: GroupProps): JSX.Element {
  const lastChanges = useLastChanges();
  return (
    <section aria-label={group}>
      <Title order={2} mb="xs">
        {group}
      </Title>
      {settings.map((setting) => (
        <SettingRow
          key={setting.name}
          setting={setting}
          drafted={changes[setting.name]}
          lastChange={lastChanges.get(setting.name)}
          onChange={(value) => onChange(setting.name, value)}
        />
      ))}
    </section>
  );
}

function Finder({ words, onFind }: { readonly words: string; readonly onFind: (words: string) => void }): JSX.Element {
  const input = useRef<HTMLInputElement>(null);
  useHotkeys([['/', () => input.current?.focus()]]);
  return (
    <TextInput
      ref={input}
      type="search"
      label={settingsText.find}
      value={words}
      onChange={(event) => onFind(event.currentTarget.value)}
      maw={320}
      mb="md"
    />
  );
}
