import { Group, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { JSX, ReactNode } from 'react';
import { useBranding } from './session.ts';

/** The title of a page, also in the window, and what can be done on the page. */
export function PageHead({
  title,
  label,
  children,
}: {
  readonly title: ReactNode;
  /** the title as plain text, where it is more than that */
  readonly label?: string;
  readonly children?: ReactNode;
}): JSX.Element {
  const { producerName } = useBranding();
  const text = label ?? (typeof title === 'string' ? title : '');
  useDocumentTitle(text === '' ? producerName : `${text} - ${producerName}`);
  return (
    <Group justify="space-between" align="center" mb="sm" gap="xs">
      <Title order={1}>{title}</Title>
      {children !== undefined && <Group gap="xs">{children}</Group>}
    </Group>
  );
}
