import { Modal, type MantineSize } from '@mantine/core';
import type { JSX, ReactNode } from 'react';
import { onOwnEscape, useFocusBack } from '../../../shared/form-focus.ts';

interface VerbModalProps {
  readonly title: string;
  readonly size?: MantineSize;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** The dialog of a verb; it leads back to where the verb was chosen. */
export function VerbModal({ onClose, ...props }: VerbModalProps): JSX.Element {
  useFocusBack();
  return <Modal opened {...props} onClose={onClose} closeOnEscape={false} onKeyDown={onOwnEscape(onClose)} />;
}
