import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { keepCsrfToken } from '../shared/api/call.ts';
import { forgetAnswers } from '../shared/api/queries.ts';
import type { Session } from '../shared/session.ts';
import { useUrlState } from '../shared/search-text.ts';

/** What to do with a new session: keep it, and lead on to where the person wanted to go. */
export function useSignedIn(): (session: Session) => Promise<void> {
  const queries = useQueryClient();
  const router = useRouter();
  const navigate = useNavigate();
  const { search } = useUrlState();
  return async (session) => {
    keepCsrfToken(session.csrfToken);
    forgetAnswers(queries);
    queries.setQueryData(['session'], session);
    await queries.refetchQueries({ queryKey: ['branding'] });
    const own = session.portal === 'producer' ? '/producer' : '/portal';
    if (router.basepath !== own) return window.location.assign(`${own}/`);
    await navigate({ to: safeAddress(search['next']) });
  };
}

// Only an address of this portal: a link must not lead somebody elsewhere after the sign-in.
function safeAddress(next: string | undefined): string {
  return next !== undefined && /^\/(?![/\\])/.test(next) ? next : '/';
}
