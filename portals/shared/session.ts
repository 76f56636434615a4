import { createContext, useContext } from 'react';
import type { AnswerOf } from './api/call.ts';

export type Session = AnswerOf<'getCurrentSession'>;
export type Branding = AnswerOf<'getBranding'>;

interface Standing {
  readonly session: Session | null;
  readonly branding: Branding;
}

export const StandingContext = createContext<Standing | null>(null);

function useStanding(): Standing {
  const standing = useContext(StandingContext);
  if (standing === null) throw new Error('This component stands outside of PortalRoot.');
  return standing;
}

/** Who is signed in. Pages behind the sign-in always have somebody. */
export function useSession(): Session {
  const { session } = useStanding();
  if (session === null) throw new Error('This component is shown only to people who are signed in.');
  return session;
}

/** Who is signed in, or nobody. */
export function useSessionIfAny(): Session | null {
  return useStanding().session;
}

/** What the producer looks like, and which day it is there. */
export function useBranding(): Branding {
  return useStanding().branding;
}

/** True where a role of the person gives a permission, so that the page shows what needs it. */
export function useMay(): (permission: string) => boolean {
  const session = useSessionIfAny();
  const held = new Set<string>(session?.permissions ?? []);
  return (permission) => held.has(permission);
}
