import { Button, Container } from '@mantine/core';
import { Link, useLocation, useNavigate } from '@tanstack/react-router';
import { Fragment, useEffect, useState, type JSX, type ReactNode } from 'react';
import { useMessages } from '../messages/messages.ts';
import { EmptyState } from './EmptyState.tsx';
import { PageHead } from './PageHead.tsx';
import { useBranding, useMay, useSessionIfAny } from './session.ts';

/** Shows a part of the portal to people who are signed in to it; the others are led to the sign-in, and back here after it. */
export function SignedIn({
  portal,
  children,
}: {
  readonly portal: 'producer' | 'endUser';
  readonly children: ReactNode;
}): JSX.Element {
  const session = useSessionIfAny();
  if (session === null) return <ToSignIn />;
  if (session.portal !== portal) return <OtherPortal portal={session.portal} />;
  // Somebody else finds nothing of what stood on the page, not even what was typed.
  return <Fragment key={session.user.userId}>{children}</Fragment>;
}

/** Leads to the sign-in, once, and tells it where the person wanted to go: the address changes on the way. */
function ToSignIn(): JSX.Element {
  const { href } = useLocation();
  const navigate = useNavigate();
  const [wanted] = useState(href);
  useEffect(() => {
    void navigate({ to: '/sign-in', search: wanted === '/' ? {} : { next: wanted }, replace: true });
  }, [navigate, wanted]);
  return <></>;
}

function OtherPortal({ portal }: { readonly portal: 'producer' | 'endUser' }): JSX.Element {
  const { signIn } = useMessages();
  const { producerName } = useBranding();
  return (
    <Container size="xs" py="xl" component="main">
      <PageHead title={producerName} />
      <EmptyState
        title={signIn.wrongPortal}
        next={
          <Button component="a" href={portal === 'producer' ? '/producer/' : '/portal/'}>
            {signIn.goToOtherPortal}
          </Button>
        }
      />
    </Container>
  );
}

/** A page that needs a permission: whoever lacks it is told which one. */
export function Guarded({
  permission,
  children,
}: {
  readonly permission: string;
  readonly children: ReactNode;
}): JSX.Element {
  const may = useMay();
  const { general } = useMessages();
  if (may(permission)) return <>{children}</>;
  return <EmptyState title={general.notAllowedTitle}>{general.notAllowedText(permission)}</EmptyState>;
}

/** What an address shows that leads nowhere. */
export function NothingHere(): JSX.Element {
  const { general } = useMessages();
  return (
    <EmptyState title={general.notFoundTitle} next={<Link to="/">{general.goHome}</Link>}>
      {general.notFoundText}
    </EmptyState>
  );
}
