import { useNavigate } from '@tanstack/react-router';
import { useState, type JSX } from 'react';
import { entitlementVerbsText as text } from '../../../messages/en/producer-entitlements-verbs.ts';
import type { Reason } from '../../../shared/api/problem.ts';
import { Verb } from '../../../shared/Verb.tsx';
import { useReasonsAgainst } from '../../catalog/reasons-against.ts';
import { EntitlementStateVerbs } from '../EntitlementStateVerbs.tsx';
import { entitlementPath, type Entitlement } from '../item-words.ts';
import { ChangeEntitlement } from './ChangeEntitlement.tsx';
import { CopyEntitlement } from './CopyEntitlement.tsx';
import { DeleteRight } from './DeleteRight.tsx';
import { hasOpenId, RegenerateIds } from './RegenerateIds.tsx';
import { SendEmail } from './SendEmail.tsx';
import { useLocks } from './use-locks.ts';

type VerbName = 'change' | 'copy' | 'email' | 'regenerate' | 'delete';

/** Everything that can be done with an entitlement. */
export function EntitlementVerbs({ entitlement }: { readonly entitlement: Entitlement }): JSX.Element {
  const [verb, setVerb] = useState<VerbName>();
  const against = useReasonsAgainst();
  const locks = useLocks('entitlement', entitlement.entitlementId, entitlement.state);
  const mayUpdate = against('updateEntitlements');
  return (
    <>
      <Verb variant="default" onClick={() => setVerb('change')} reasonsAgainst={[...mayUpdate, ...locks.against]}>
        {text.change}
      </Verb>
      <EntitlementStateVerbs
        entitlement={entitlement}
        first={[
          { label: text.sendEmail, onClick: () => setVerb('email'), reasonsAgainst: mayUpdate },
          { label: text.copy, onClick: () => setVerb('copy'), reasonsAgainst: against('createEntitlements') },
          {
            label: text.regenerate,
            onClick: () => setVerb('regenerate'),
            reasonsAgainst: [...mayUpdate, ...reasonsAgainstNewIds(entitlement)],
          },
        ]}
        last={[
          {
            label: entitlement.state === 'onHold' ? text.reject : text.delete,
            onClick: () => setVerb('delete'),
            reasonsAgainst: [...against('deleteEntitlements'), ...reasonsAgainstDeleting(entitlement)],
          },
        ]}
      />
      <OpenVerb entitlement={entitlement} verb={verb} onClose={() => setVerb(undefined)} />
    </>
  );
}

function reasonsAgainstNewIds(entitlement: Entitlement): readonly Reason[] {
  const all = [entitlement, ...entitlement.lineItems, ...entitlement.maintenanceLineItems];
  return all.some(hasOpenId) ? [] : [{ code: 'id_fixed', message: text.onlyDrafts }];
}

// What else speaks against it, such as children, the server tells before it deletes anything.
function reasonsAgainstDeleting({ state }: Entitlement): readonly Reason[] {
  const isOpen = state === 'draft' || state === 'test' || state === 'onHold';
  return isOpen
    ? []
    : [{ code: 'not_deletable', message: text.onlyDraftsDeleted, remedy: text.onlyDraftsDeletedRemedy }];
}

interface OpenVerbProps {
  readonly entitlement: Entitlement;
  readonly verb: VerbName | undefined;
  readonly onClose: () => void;
}

function OpenVerb({ entitlement, verb, onClose }: OpenVerbProps): JSX.Element | null {
  const navigate = useNavigate();
  const { entitlementId, version } = entitlement;
  const goTo = (id: string): void => {
    onClose();
    if (id !== entitlementId) void navigate({ to: entitlementPath(id) });
  };
  switch (verb) {
    case 'change':
      return <ChangeEntitlement entitlement={entitlement} onClose={onClose} onDone={goTo} />;
    case 'copy':
      return <CopyEntitlement entitlement={entitlement} onClose={onClose} onDone={goTo} />;
    case 'email':
      return <SendEmail about={{ entitlementId }} onClose={onClose} />;
    case 'regenerate':
      return <RegenerateIds entitlement={entitlement} onClose={onClose} onDone={goTo} />;
    case 'delete':
      return (
        <DeleteRight
          operation="deleteEntitlement"
          path={{ entitlementId }}
          name={entitlementId}
          version={version}
          onClose={onClose}
          onDone={() => void navigate({ to: '/entitlements', replace: true })}
        />
      );
    case undefined:
      return null;
  }
}
