import { Button, Drawer, Group, Modal, Text } from '@mantine/core';
import { useState, type JSX, type ReactNode } from 'react';
import { onOwnEscape, useFocusBack } from '../../../shared/form-focus.ts';
import { entitlementFormsText as text } from '../../../messages/en/producer-entitlements-forms.ts';

interface GuardedDrawerProps {
  readonly title: ReactNode;
  /** something was typed that would be lost */
  readonly isDirty: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A form beside the page. Closing it by accident loses nothing: what was typed is asked about first. */
export function GuardedDrawer({ title, isDirty, onClose, children }: GuardedDrawerProps): JSX.Element {
  const [isAsking, setAsking] = useState(false);
  const close = (): void => (isDirty ? setAsking(true) : onClose());
  useFocusBack();
  return (
    <>
      <Drawer
        opened
        onClose={close}
        position="right"
        size="xl"
        title={title}
        closeOnEscape={false}
        onKeyDown={onOwnEscape(close)}
      >
        {children}
      </Drawer>
      <Unsaved
        isOpen={isAsking}
        sentence={text.unsavedDrawer}
        leaveLabel={text.discard}
        onStay={() => setAsking(false)}
        onLeave={onClose}
      />
    </>
  );
}

interface UnsavedProps {
  readonly isOpen: boolean;
  readonly sentence: string;
  readonly leaveLabel: string;
  readonly onStay: () => void;
  readonly onLeave: () => void;
}

/** Asks whoever is about to lose what they typed. */
export function Unsaved({ isOpen, sentence, leaveLabel, onStay, onLeave }: UnsavedProps): JSX.Element {
  return (
    <Modal opened={isOpen} onClose={onStay} title={text.unsavedTitle} size="sm" zIndex={400}>
      <Text size="sm" mb="sm">
        {sentence}
      </Text>
      <Group gap="xs">
        <Button onClick={onStay} data-autofocus>
          {text.stay}
        </Button>
        <Button variant="default" onClick={onLeave}>
          {leaveLabel}
        </Button>
      </Group>
    </Modal>
  );
}
