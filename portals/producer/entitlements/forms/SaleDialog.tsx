import { Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import { useState, type JSX } from 'react';
import { entitlementFormsText as text } from '../../../messages/en/producer-entitlements-forms.ts';
import { ProblemNotice } from '../../../shared/ProblemNotice.tsx';
import { PlannedEmails } from '../verbs/PlannedEmails.tsx';
import { VerbModal } from '../verbs/VerbModal.tsx';
import { SalePlanView } from './SalePlanView.tsx';
import type { Saving } from './use-saving.ts';

interface SaleDialogProps {
  readonly saving: Saving;
  readonly planned: NonNullable<Saving['planned']>;
  /** who it is for, in words; undefined where that is not known */
  readonly account: string | undefined;
  /** what the button that saves is called */
  readonly label: string;
}

/** What saving will do, as the server says, before it does. */
export function SaleDialog({ saving, planned, account, label }: SaleDialogProps): JSX.Element {
  const { plan, how, problem } = planned;
  // Left alone it is as the setting says, which the plan shows.
  const [sendEmail, setSendEmail] = useState(how.sendEmail);
  return (
    <VerbModal onClose={saving.close} title={text.saleTitle} size="lg">
      <Stack gap="xs">
        <Text size="sm">{text.saleFor(account, plan.state)}</Text>
        <SalePlanView plan={plan} />
        {how.deploy && (
          <Checkbox
            label={text.deployEmail}
            description={text.deployEmailHint}
            checked={sendEmail ?? plan.emails.length > 0}
            onChange={(event) => {
              if (saving.isBusy) return;
              setSendEmail(event.currentTarget.checked);
              void saving.ask({ ...how, sendEmail: event.currentTarget.checked });
            }}
          />
        )}
        {problem === null ? <PlannedEmails emails={plan.emails} /> : <ProblemNotice problem={problem} />}
        <Group gap="xs">
          <Button onClick={() => void saving.save()} loading={saving.isBusy} disabled={problem !== null} data-autofocus>
            {label}
          </Button>
          <Button variant="default" onClick={saving.close}>
            {text.backToForm}
          </Button>
        </Group>
      </Stack>
    </VerbModal>
  );
}
