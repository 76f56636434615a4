import { useNavigate } from '@tanstack/react-router';
import type { JSX } from 'react';
import { entitlementFormsText as text } from '../../messages/en/producer-entitlements-forms.ts';
import { Verb } from '../../shared/Verb.tsx';
import { useReasonsAgainst } from '../catalog/reasons-against.ts';

/** The ways to a new entitlement. */
export function NewEntitlementVerbs(): JSX.Element {
  const navigate = useNavigate();
  const against = useReasonsAgainst()('createEntitlements');
  return (
    <>
      <Verb onClick={() => void navigate({ to: '/entitlements/new' })} reasonsAgainst={against}>
        {text.newEntitlement}
      </Verb>
      <Verb
        variant="default"
        onClick={() => void navigate({ to: '/entitlements/new', search: { test: 'true' } })}
        reasonsAgainst={against}
      >
        {text.newTestEntitlement}
      </Verb>
    </>
  );
}
