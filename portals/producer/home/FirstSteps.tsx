import { Code, List, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { JSX, ReactNode } from 'react';
import { homeText as text } from '../../messages/en/producer-home.ts';

/** What to do first, where nothing has been sold yet. */
export function FirstSteps(): JSX.Element {
  return (
    <Stack gap="sm" maw="40rem">
      <Title order={2}>{text.freshTitle}</Title>
      <Text size="sm">{text.freshText}</Text>
      <List type="ordered" spacing="sm" size="sm">
        <Step to="/imports" label={text.stepImport}>
          {text.stepImportText}
        </Step>
        <Step label={text.stepDemo}>
          {text.stepDemoText} <Code>{text.stepDemoCommand}</Code>
        </Step>
        <Step to="/settings" label={text.stepSettings}>
          {text.stepSettingsText}
        </Step>
        <Step to="/users" label={text.stepUsers}>
          {text.stepUsersText}
        </Step>
        <Step to="/jobs" label={text.stepJobs}>
          {text.stepJobsText}
        </Step>
      </List>
    </Stack>
  );
}

interface StepProps {
  readonly to?: string;
  readonly label: string;
  readonly children: ReactNode;
}

function Step({ to, label, children }: StepProps): JSX.Element {
  return (
    <List.Item>
      {to === undefined ? <b>{label}</b> : <Link to={to}>{label}</Link>}
      <br />
      <span className="licet-quiet">{children}</span>
    </List.Item>
  );
}
