import { useBlocker } from '@tanstack/react-router';
import type { JSX } from 'react';
import { entitlementFormsText as text } from '../../../messages/en/producer-entitlements-forms.ts';
import { Unsaved } from './GuardedDrawer.tsx';

interface LeaveGuardProps {
  readonly isDirty: () => boolean;
  /** somebody says that what they typed may go */
  readonly onLeave: () => void;
}

/** Asks before a page with something typed on it is left; also before the window is closed. */
export function LeaveGuard({ isDirty, onLeave }: LeaveGuardProps): JSX.Element {
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => current.pathname !== next.pathname && !isSignIn(next.pathname) && isDirty(),
    enableBeforeUnload: isDirty,
    withResolver: true,
  });
  return (
    <Unsaved
      isOpen={blocker.status === 'blocked'}
      sentence={text.unsavedText}
      leaveLabel={text.leave}
      onStay={() => blocker.reset?.()}
      onLeave={() => {
        onLeave();
        blocker.proceed?.();
      }}
    />
  );
}

// Whose session has ended must sign in again; what was typed is kept for them meanwhile.
function isSignIn(pathname: string): boolean {
  return pathname.endsWith('/sign-in');
}
