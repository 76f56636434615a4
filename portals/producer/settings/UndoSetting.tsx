import { Button, Modal, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { JSX } from 'react';
import { settingsText } from '../../messages/en/producer-settings.ts';
import { OperationForm } from '../../shared/OperationForm.tsx';
import { useMay } from '../../shared/session.ts';
import { isSameValue, settingTitle, valueText, type Setting } from './setting-words.ts';
import type { SettingChange } from './use-last-changes.ts';

interface UndoSettingProps {
  readonly setting: Setting;
  readonly lastChange: SettingChange | undefined;
}

/** The way back from the last change of a setting, with what it goes back to. */
export function UndoSetting({ setting, lastChange }: UndoSettingProps): JSX.Element | null {
  if (lastChange === undefined || isSameValue(lastChange.before, setting.value)) return null;
  const label = settingsText.undoGoesBackTo(valueText(lastChange.before, setting.kind));
  return <RollBack setting={setting} change={lastChange} label={label} />;
}

interface RollBackProps {
  readonly setting: Setting;
  readonly change: SettingChange;
  readonly label: string;
}

/** Puts a setting back to what it was before one of its changes, after showing that. */
export function RollBack({ setting, change, label }: RollBackProps): JSX.Element | null {
  const [isAsking, { open, close }] = useDisclosure(false);
  const may = useMay();
  if (!may('manageSettings')) return null;
  const title = settingTitle(setting.name);
  return (
    <>
      <Button variant="subtle" size="compact-xs" className="licet-wrapping-button" onClick={open}>
        {label}
      </Button>
      <Modal opened={isAsking} onClose={close} title={settingsText.undoTitle(title)}>
        <OperationForm
          operation="rollBackSetting"
          request={{ body: { changeId: change.changeId } }}
          submitLabel={settingsText.goBack}
          onCancel={close}
          onDone={close}
        >
          {() => (
            <Text size="sm" className="licet-wrap">
              {title}:{' '}
              {settingsText.fromTo(valueText(setting.value, setting.kind), valueText(change.before, setting.kind))}
            </Text>
          )}
        </OperationForm>
      </Modal>
    </>
  );
}
