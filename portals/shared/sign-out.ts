import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { call, keepCsrfToken } from './api/call.ts';
import { ApiProblem } from './api/problem.ts';
import { forgetAnswers } from './api/queries.ts';

/** Signs out and leads to the sign-in; or tells why the session goes on. */
export function useSignOut(): { readonly signOut: () => void; readonly problem: unknown } {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [problem, setProblem] = useState<unknown>(null);
  const signOut = async (): Promise<void> => {
    setProblem(null);
    try {
      await endSession(queries);
    } catch (error) {
      setProblem(error);
      return;
    }
    keepCsrfToken(undefined);
    await navigate({ to: '/sign-in' });
    queries.setQueryData(['session'], null);
    forgetAnswers(queries);
  };
  return { signOut: () => void signOut(), problem };
}

async function endSession(queries: QueryClient): Promise<void> {
  try {
    await call('signOut');
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    // A session that is over already is what was wanted.
    if (error.status === 401) return;
    if (error.code !== 'csrf_token_missing') throw error;
    // In another tab somebody signed in anew: this browser is still signed in, with a token that this page has yet to learn.
    await queries.refetchQueries({ queryKey: ['session'] });
    if (queries.getQueryData(['session']) !== null) await call('signOut');
  }
}
