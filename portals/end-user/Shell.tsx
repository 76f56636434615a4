import type { JSX } from 'react';
import { useMessages } from '../messages/messages.ts';
import { PortalFrame } from '../shared/PortalFrame.tsx';
import { useMay } from '../shared/session.ts';
import { SignedIn } from '../shared/SignedIn.tsx';

/** The frame of the End-User Portal. */
export function Shell(): JSX.Element {
  return (
    <SignedIn portal="endUser">
      <Frame />
    </SignedIn>
  );
}

function Frame(): JSX.Element {
  const may = useMay();
  const { customer } = useMessages();
  const entries = [
    ...(may('viewExpiringEntitlements') ? [{ to: '/expiring', label: customer.expiring }] : []),
    ...(may('viewEntitlements') ? [{ to: '/entitlements', label: customer.entitlements }] : []),
    ...(may('viewExpiringEntitlements') ? [{ to: '/requests', label: customer.requests }] : []),
  ];
  return <PortalFrame entries={entries} subtitle={customer.portalName} menu="top" />;
}
