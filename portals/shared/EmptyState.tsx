import { Stack, Text, Title } from '@mantine/core';
import type { JSX, ReactNode } from 'react';

/** What a page is for, why it is empty, and the one next step. */
export function EmptyState({
  title,
  children,
  next,
}: {
  readonly title: string;
  readonly children?: ReactNode;
  readonly next?: ReactNode;
}): JSX.Element {
  return (
    <Stack align="flex-start" gap="xs" py="xl" px="md" maw="36rem">
      <Title order={2}>{title}</Title>
      {children !== undefined && <Text size="sm">{children}</Text>}
      {next}
    </Stack>
  );
}
