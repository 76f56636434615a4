import type { PageLoader } from '../shared/route-making.ts';

/** Every page of the End-User Portal that stands before the sign-in. */
export const pagesBeforeSignIn: Readonly<Record<string, PageLoader>> = {
  '/sign-in': () => import('../sign-in/SignInPage.tsx'),
  '/forgotten': () => import('../sign-in/ForgottenPage.tsx'),
  '/password/$token': () => import('../sign-in/PasswordPage.tsx'),
  '/register': () => import('../sign-in/RegisterPage.tsx'),
};

/** Every page of the End-User Portal behind the sign-in, by its path. */
export const pagesBehindSignIn: Readonly<Record<string, PageLoader>> = {
  '/': () => import('./StartPage.tsx'),
  '/expiring': () => import('./expiring/ExpiringPage.tsx'),
  '/entitlements': () => import('./entitlements/EntitlementsPage.tsx'),
  '/entitlements/$entitlementId': () => import('./entitlements/EntitlementPage.tsx'),
  '/requests': () => import('./requests/RequestsPage.tsx'),
  '/profile': () => import('../profile/ProfilePage.tsx'),
};
