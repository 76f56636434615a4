import { Navigate } from '@tanstack/react-router';
import type { JSX } from 'react';
import { useMay } from '../shared/session.ts';

/** Leads to the first page that the person may see. */
export function Page(): JSX.Element {
  const may = useMay();
  if (may('viewExpiringEntitlements')) return <Navigate to="/expiring" replace />;
  return <Navigate to={may('viewEntitlements') ? '/entitlements' : '/profile'} replace />;
}
