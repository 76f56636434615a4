import { Select, Stack, Text } from '@mantine/core';
import { useState, type JSX } from 'react';
import { entitlementVerbsText as text } from '../../../messages/en/producer-entitlements-verbs.ts';
import { EmailView, type ReadableEmail } from '../../../shared/EmailView.tsx';

/** The messages that go with something, each as its receiver will read it. */
export function PlannedEmails({ emails }: { readonly emails: readonly ReadableEmail[] }): JSX.Element | null {
  const [at, setAt] = useState('0');
  const email = emails[Number(at)];
  if (email === undefined) return null;
  return (
    <Stack gap="xs">
      <Text size="sm">{text.emailsPlanned(emails.length)}</Text>
      {emails.length > 1 && (
        <Select
          label={text.emailReader}
          data={emails.map(({ to }, index) => ({ value: String(index), label: to }))}
          value={at}
          onChange={(value) => setAt(value ?? '0')}
          allowDeselect={false}
        />
      )}
      <EmailView email={email} />
    </Stack>
  );
}
