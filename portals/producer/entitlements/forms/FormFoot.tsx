import { Button, Group, Text } from '@mantine/core';
import type { JSX } from 'react';
import { entitlementFormsText as text } from '../../../messages/en/producer-entitlements-forms.ts';
import { useApi } from '../../../shared/api/queries.ts';
import { useMay } from '../../../shared/session.ts';
import { Verb } from '../../../shared/Verb.tsx';
import { SaleDialog } from './SaleDialog.tsx';
import type { EntitlementForm } from './use-entitlement-form.ts';
import { useSaving } from './use-saving.ts';

interface FormFootProps {
  readonly form: EntitlementForm;
  readonly isTest: boolean;
}

/** What the form comes to, and the ways to save it, each of which shows first what it will do: always in sight. */
export function FormFoot({ form, isTest }: FormFootProps): JSX.Element {
  const { wish } = form;
  const saving = useSaving(form, isTest);
  const { planned, isBusy, ask } = saving;
  const mayDeploy = useMay()('changeEntitlementState');
  const copies = wish.lineItems.reduce((sum, row) => sum + (Number(row.wish.quantity) || 0), 0);
  const account = useAccountName(wish.header.accountId);
  const plainLabel = isTest ? text.saveTest : text.saveDraft;
  return (
    <Group gap="xs" className="licet-form-foot">
      {!isTest && (
        <Verb onClick={() => void ask({ deploy: true })} reasonsAgainst={mayDeploy ? [] : mayNotDeploy}>
          {text.saveAndDeploy}
        </Verb>
      )}
      <Button
        variant={isTest ? 'filled' : 'default'}
        loading={isBusy && planned === undefined}
        onClick={() => void ask({ deploy: false })}
      >
        {plainLabel}
      </Button>
      <Text size="sm" className="licet-quiet" ml="auto" role="status" visibleFrom="xs">
        {text.sums(wish.lineItems.length, copies)}
      </Text>
      {planned !== undefined && (
        <SaleDialog
          saving={saving}
          planned={planned}
          account={account}
          label={planned.how.deploy ? text.saveAndDeploy : plainLabel}
        />
      )}
    </Group>
  );
}

const mayNotDeploy = [{ code: 'forbidden', message: text.mayNotDeploy, remedy: text.mayNotDeployRemedy }];

function useAccountName(accountId: string): string | undefined {
  const mayView = useMay()('viewAccounts');
  const { data } = useApi('getAccount', { path: { accountId } }, { enabled: mayView && accountId !== '' });
  if (accountId === '') return undefined;
  return data?.name ?? accountId;
}
