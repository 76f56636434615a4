import type { PageLoader } from '../shared/route-making.ts';

/** Every page of the Producer Portal that stands before the sign-in. */
export const pagesBeforeSignIn: Readonly<Record<string, PageLoader>> = {
  '/sign-in': () => import('../sign-in/SignInPage.tsx'),
  '/forgotten': () => import('../sign-in/ForgottenPage.tsx'),
  '/password/$token': () => import('../sign-in/PasswordPage.tsx'),
};

/** Every page of the Producer Portal behind the sign-in, by its path. */
export const pagesBehindSignIn: Readonly<Record<string, PageLoader>> = {
  '/': () => import('./home/HomePage.tsx'),
  '/entitlements': () => import('./entitlements/EntitlementsPage.tsx'),
  '/entitlements/$entitlementId': () => import('./entitlements/EntitlementPage.tsx'),
  '/line-items': () => import('./entitlements/LineItemsPage.tsx'),
  '/renewal-requests': () => import('./renewals/RenewalRequestsPage.tsx'),
  '/accounts': () => import('./accounts/AccountsPage.tsx'),
  '/accounts/$accountId': () => import('./accounts/AccountPage.tsx'),
  '/users': () => import('./accounts/UsersPage.tsx'),
  '/users/$userId': () => import('./accounts/UserPage.tsx'),
  '/emails': () => import('./emails/EmailsPage.tsx'),
  '/email-templates': () => import('./emails/EmailTemplatesPage.tsx'),
  '/email-templates/$emailTemplateId': () => import('./emails/EmailTemplatePage.tsx'),
  '/jobs': () => import('./jobs/JobsPage.tsx'),
  '/jobs/$key': () => import('./jobs/JobPage.tsx'),
  '/job-runs/$runId': () => import('./jobs/JobRunPage.tsx'),
  '/imports': () => import('./imports/ImportsPage.tsx'),
  '/imports/$importId': () => import('./imports/ImportPage.tsx'),
  '/settings': () => import('./settings/SettingsPage.tsx'),
  '/profile': () => import('../profile/ProfilePage.tsx'),
};
