import '@mantine/core/styles.css';
import './portal.css';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider, useQuery } from '@tanstack/react-query';
import { RouterProvider, type AnyRouter } from '@tanstack/react-router';
import { StrictMode, useEffect, useMemo, useState, type JSX, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { LanguageContext, loadMessages, localeFor, type Locale, type Language } from '../messages/messages.ts';
import { en } from '../messages/en.ts';
import { call, keepCsrfToken, whenSessionIsOther } from './api/call.ts';
import { ApiProblem } from './api/problem.ts';
import { createQueryClient, forgetAnswers } from './api/queries.ts';
import { ProblemNotice } from './ProblemNotice.tsx';
import { StandingContext, type Session } from './session.ts';
import { quietColours, themeFor } from './theme.ts';

interface Portal {
  readonly router: AnyRouter;
  /** the languages that this portal speaks */
  readonly speaks: readonly Locale[];
}

/** Starts a portal in the page. */
export function startPortal(portal: Portal): void {
  const place = document.getElementById('root');
  if (place === null) throw new Error('The page has no place for the portal.');
  // What keeps the page behind a dialog from scrolling writes a style, and looks here for the nonce that lets it.
  Object.assign(globalThis, { __webpack_nonce__: styleNonce() });
  createRoot(place).render(
    <StrictMode>
      <PortalRoot {...portal} />
    </StrictMode>,
  );
}

// Until the server has said which colour the producer has.
const shippedAccentColor = '#1f5fa8';

const queries = createQueryClient();
// Where nobody is signed in any more, the pages lead to the sign-in by themselves.
whenSessionIsOther(() => void queries.invalidateQueries({ queryKey: ['session'] }));

function PortalRoot({ router, speaks }: Portal): JSX.Element {
  return (
    <QueryClientProvider client={queries}>
      <Standing speaks={speaks}>
        <RouterProvider router={router} />
      </Standing>
    </QueryClientProvider>
  );
}

function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
}

function Standing({
  speaks,
  children,
}: {
  readonly speaks: readonly Locale[];
  readonly children: ReactNode;
}): JSX.Element {
  const branding = useQuery({ queryKey: ['branding'], queryFn: async () => call('getBranding'), staleTime: 60_000 });
  // Asked for whenever the window comes back: all tabs have one session, and another one may have changed it.
  const session = useQuery({
    queryKey: ['session'],
    queryFn: currentSession,
    staleTime: 60_000,
    refetchOnWindowFocus: 'always',
  });
  const language = useLanguageOf(session.data ?? null, speaks);
  const accentColor = branding.data?.accentColor ?? shippedAccentColor;
  const words = (language?.messages ?? en).general;
  const theme = useMemo(() => themeFor(accentColor, words), [accentColor, words]);
  const problem = branding.error ?? session.error;
  const isReady = branding.data !== undefined && session.data !== undefined && language !== undefined;
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={quietColours}
      defaultColorScheme="auto"
      getStyleNonce={styleNonce}
    >
      {problem !== null && <ProblemNotice problem={problem} />}
      {isReady && (
        <LanguageContext value={language}>
          <StandingContext value={{ session: session.data, branding: branding.data }}>{children}</StandingContext>
        </LanguageContext>
      )}
    </MantineProvider>
  );
}

/** Who is signed in, as the server knows; null for nobody. */
async function currentSession(): Promise<Session | null> {
  try {
    const session = await call('getCurrentSession');
    keepCsrfToken(session.csrfToken);
    const known = queries.getQueryData<Session | null>(['session']);
    // What was told to somebody else is not for whoever is signed in now.
    if (known?.user.userId !== session.user.userId) forgetAnswers(queries);
    return session;
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 401) return null;
    throw error;
  }
}

function useLanguageOf(session: Session | null, speaks: readonly Locale[]): Language | undefined {
  const [language, setLanguage] = useState<Language>();
  const wanted = session === null ? navigator.languages : [session.user.locale];
  const locale = localeFor(wanted.filter((tag) => speaks.some((spoken) => tag.toLowerCase().startsWith(spoken))));
  const formatLocale = wanted.find((tag) => tag.toLowerCase().startsWith(locale)) ?? locale;
  useEffect(() => {
    let isWanted = true;
    const load = async (): Promise<void> => {
      const messages = await loadMessages(locale);
      if (isWanted) setLanguage({ locale, formatLocale, messages });
      document.documentElement.lang = locale;
    };
    void load();
    return () => {
      isWanted = false;
    };
  }, [locale, formatLocale]);
  return language;
}
