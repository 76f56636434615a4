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
  '/entitlements/new': () => import('./entitlements/NewEntitlementPage.tsx'),
  '/entitlements/$entitlementId': () => import('./entitlements/EntitlementPage.tsx'),
  '/line-items': () => import('./entitlements/LineItemsPage.tsx'),
  '/maintenance-line-items': () => import('./entitlements/MaintenanceLineItemsPage.tsx'),
  '/renewal-requests': () => import('./renewals/RenewalRequestsPage.tsx'),
  '/products': () => import('./catalog/products/ProductsPage.tsx'),
  '/products/$productId': () => import('./catalog/products/ProductPage.tsx'),
  '/product-lines': () => import('./catalog/product-lines/ProductLinesPage.tsx'),
  '/product-lines/$productLineId': () => import('./catalog/product-lines/ProductLinePage.tsx'),
  '/features': () => import('./catalog/features/FeaturesPage.tsx'),
  '/features/$featureId': () => import('./catalog/features/FeaturePage.tsx'),
  '/feature-bundles': () => import('./catalog/feature-bundles/FeatureBundlesPage.tsx'),
  '/feature-bundles/$featureBundleId': () => import('./catalog/feature-bundles/FeatureBundlePage.tsx'),
  '/license-models': () => import('./catalog/license-models/LicenseModelsPage.tsx'),
  '/license-models/$licenseModelId': () => import('./catalog/license-models/LicenseModelPage.tsx'),
  '/license-technologies': () => import('./catalog/license-technologies/LicenseTechnologiesPage.tsx'),
  '/license-technologies/$licenseTechnologyId': () =>
    import('./catalog/license-technologies/LicenseTechnologyPage.tsx'),
  '/part-numbers': () => import('./catalog/part-numbers/PartNumbersPage.tsx'),
  '/part-numbers/$partNumber': () => import('./catalog/part-numbers/PartNumberPage.tsx'),
  '/accounts': () => import('./accounts/AccountsPage.tsx'),
  '/accounts/$accountId': () => import('./accounts/AccountPage.tsx'),
  '/users': () => import('./accounts/UsersPage.tsx'),
  '/users/$userId': () => import('./accounts/UserPage.tsx'),
  '/roles': () => import('./roles/RolesPage.tsx'),
  '/roles/$name': () => import('./roles/RolePage.tsx'),
  '/emails': () => import('./emails/EmailsPage.tsx'),
  '/email-templates': () => import('./emails/EmailTemplatesPage.tsx'),
  '/email-templates/$emailTemplateId': () => import('./emails/EmailTemplatePage.tsx'),
  '/jobs': () => import('./jobs/JobsPage.tsx'),
  '/jobs/$key': () => import('./jobs/JobPage.tsx'),
  '/job-runs/$runId': () => import('./jobs/JobRunPage.tsx'),
  '/imports': () => import('./imports/ImportsPage.tsx'),
  '/imports/$importId': () => import('./imports/ImportPage.tsx'),
  '/settings': () => import('./settings/SettingsPage.tsx'),
  '/custom-attributes': () => import('./attributes/CustomAttributesPage.tsx'),
  '/profile': () => import('../profile/ProfilePage.tsx'),
};
