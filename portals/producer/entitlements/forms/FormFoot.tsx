import { Button, Group, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState, type JSX } from 'react';
import { entitlementFormsText as text } from '../../../messages/en/producer-entitlements-forms.ts';
import { identifierBytes, identifierFrom } from '../../../../src/shared/identifier.ts';
import { call, type CallOptions } from '../../../shared/api/call.ts';
import { refreshAll, useApi } from '../../../shared/api/queries.ts';
import { useBranding, useMay } from '../../../shared/session.ts';
import { Verb } from '../../../shared/Verb.tsx';
import { entitlementPath } from '../item-words.ts';
import { DeployDialog } from './DeployDialog.tsx';
import { newEntitlement, type EntitlementWish, type Making } from './entitlement-wish.ts';
import { useSendsEmail } from './use-choices.ts';
import { checkHeader } from './wish-checks.ts';
import type { EntitlementForm } from './use-entitlement-form.ts';

interface FormFootProps {
  readonly form: EntitlementForm;
  readonly isTest: boolean;
}

/** What the form comes to, and the ways to save it: always in sight. */
export function FormFoot({ form, isTest }: FormFootProps): JSX.Element {
  const { wish } = form;
  const { save, isBusy } = useSaving({ form, isTest });
  const [isDeploying, setDeploying] = useState(false);
  const { sendsEmail, setSendsEmail } = useSendsEmail();
  const mayDeploy = useMay()('changeEntitlementState');
  const copies = wish.lineItems.reduce((sum, row) => sum + (Number(row.wish.quantity) || 0), 0);
  const account = useAccountName(wish.header.accountId);
  return (
    <Group gap="xs" className="licet-form-foot">
      {!isTest && (
        <Verb onClick={() => setDeploying(true)} reasonsAgainst={mayDeploy ? [] : mayNotDeploy}>
          {text.saveAndDeploy}
        </Verb>
      )}
      <Button
        variant={isTest ? 'filled' : 'default'}
        loading={isBusy && !isDeploying}
        onClick={() => void save({ deploy: false })}
      >
        {isTest ? text.saveTest : text.saveDraft}
      </Button>
      <Text size="sm" className="licet-quiet" ml="auto" role="status" visibleFrom="xs">
        {text.sums(wish.lineItems.length, copies)}
      </Text>
      {isDeploying && (
        <DeployDialog
          wish={wish}
          account={account}
          isBusy={isBusy}
          sendsEmail={sendsEmail}
          onSendsEmail={setSendsEmail}
          onDeploy={() => void save({ deploy: true, sendEmail: sendsEmail }).then(() => setDeploying(false))}
          onClose={() => setDeploying(false)}
        />
      )}
    </Group>
  );
}

const mayNotDeploy = [{ code: 'forbidden', message: text.mayNotDeploy, remedy: text.mayNotDeployRemedy }];

function useSaving({ form, isTest }: FormFootProps) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { today } = useBranding();
  const [isBusy, setBusy] = useState(false);
  const requestOf = useRequest(form.wish);
  const save = async (how: { readonly deploy: boolean; readonly sendEmail?: boolean }): Promise<void> => {
    const missing = checkHeader(form.wish.header);
    if (missing !== null) {
      form.refuse(missing);
      return;
    }
    setBusy(true);
    form.refuse(null);
    try {
      const { entitlementId } = await call('createEntitlement', requestOf({ today, isTest, ...how }));
      form.forget();
      await refreshAll(queries);
      await navigate({ to: entitlementPath(entitlementId), replace: true });
    } catch (problem) {
      form.refuse(problem);
    }
    setBusy(false);
  };
  return { save, isBusy };
}

/** The request for what is typed. Pressed again after an answer got lost on the way, it is the same one, and makes one entitlement. */
function useRequest(wish: EntitlementWish) {
  const last = useRef<{ readonly about: string; readonly request: NewRequest }>(undefined);
  return (making: Omit<Making, 'randomBytes'>): NewRequest => {
    const about = JSON.stringify([wish, making]);
    if (last.current?.about !== about) {
      const idempotencyKey = identifierFrom(randomBytes(identifierBytes));
      last.current = { about, request: { body: newEntitlement(wish, { ...making, randomBytes }), idempotencyKey } };
    }
    return last.current.request;
  };
}

type NewRequest = CallOptions<'createEntitlement'>;

function randomBytes(length: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(length));
}

function useAccountName(accountId: string): string | undefined {
  const mayView = useMay()('viewAccounts');
  const { data } = useApi('getAccount', { path: { accountId } }, { enabled: mayView && accountId !== '' });
  if (accountId === '') return undefined;
  return data?.name ?? accountId;
}
