import { Button, Drawer, List, Skeleton, Text } from '@mantine/core';
import { useState, type JSX } from 'react';
import { settingsText } from '../../messages/en/producer-settings.ts';
import { useMessages } from '../../messages/messages.ts';
import { useApi } from '../../shared/api/queries.ts';
import { Instant } from '../../shared/Day.tsx';
import { ProblemNotice } from '../../shared/ProblemNotice.tsx';
import { useUrlState } from '../../shared/search-text.ts';
import { isSameValue, settingTitle, valueText, type Setting } from './setting-words.ts';
import { RollBack } from './UndoSetting.tsx';

/** Every change of one setting in a drawer, which the address names (`?history=`). */
export function SettingHistory({ setting }: { readonly setting: Setting | undefined }): JSX.Element {
  const { setSearch } = useUrlState();
  return (
    <Drawer
      opened={setting !== undefined}
      onClose={() => setSearch({ history: undefined })}
      position="right"
      title={setting === undefined ? '' : settingsText.historyTitle(settingTitle(setting.name))}
    >
      {setting !== undefined && <SettingChanges key={setting.name} setting={setting} />}
    </Drawer>
  );
}

const pageSize = 50;

function SettingChanges({ setting }: { readonly setting: Setting }): JSX.Element {
  const { general } = useMessages();
  const [cursor, setCursor] = useState<string>();
  const answer = useApi('listSettingChanges', { query: { name: setting.name, limit: pageSize, cursor } });
  if (answer.error !== null) return <ProblemNotice problem={answer.error} onRetry={() => void answer.refetch()} />;
  if (answer.data === undefined) return <Skeleton height={200} />;
  const { items, nextCursor } = answer.data;
  return (
    <>
      {items.length === 0 && <Text size="sm">{settingsText.historyEmpty}</Text>}
      <List listStyleType="none" spacing="sm" size="sm">
        {items.map((change) => (
          <List.Item key={change.changeId}>
            <Text size="sm" fw={500} className="licet-wrap">
              {settingsText.fromTo(valueText(change.before, setting.kind), valueText(change.after, setting.kind))}
            </Text>
            <Text size="xs" className="licet-quiet">
              {settingsText.changedBy(change.actor)} <Instant at={change.at} />
            </Text>
            {!isSameValue(change.before, setting.value) && (
              <RollBack
                setting={setting}
                change={change}
                label={settingsText.backBefore(valueText(change.before, setting.kind))}
              />
            )}
          </List.Item>
        ))}
      </List>
      {nextCursor !== null && (
        <Button variant="default" mt="sm" onClick={() => setCursor(nextCursor)}>
          {general.nextPage}
        </Button>
      )}
    </>
  );
}
