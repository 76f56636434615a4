import { Container, Paper, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useEffect, useRef, type JSX, type ReactNode } from 'react';
import { useBranding } from '../shared/session.ts';

/** The frame of every page before the sign-in: whose portal it is, and one thing to do. */
export function SignInFrame({
  title,
  text,
  children,
}: {
  readonly title: string;
  readonly text?: string;
  readonly children: ReactNode;
}): JSX.Element {
  const { producerName, logoUrl } = useBranding();
  useDocumentTitle(`${title} - ${producerName}`);
  const place = useRef<HTMLDivElement>(null);
  // There is one thing to do, so it can be begun without a click.
  useEffect(() => place.current?.querySelector('input')?.focus(), []);
  return (
    <Container size={420} py={48} component="main">
      <Stack gap="md">
        {logoUrl !== '' && <img src={logoUrl} alt="" height={32} />}
        <Text fw={600}>{producerName}</Text>
        <Paper ref={place} withBorder p="lg">
          <Stack gap="sm">
            <Title order={1}>{title}</Title>
            {text !== undefined && <Text size="sm">{text}</Text>}
            {children}
          </Stack>
        </Paper>
      </Stack>
    </Container>
  );
}
