import { accountRelationRoutes } from './account-relation-routes.ts';
import { accountRoutes } from './account-routes.ts';
import { apiKeyRoutes } from './api-key-routes.ts';
import { auditRoutes } from './audit-routes.ts';
import { chainRoutes } from './chain-routes.ts';
import { customAttributeRoutes } from './custom-attribute-routes.ts';
import { emailRoutes } from './email-routes.ts';
import { emailTemplateRoutes } from './email-template-routes.ts';
import { entitlementEmailRoutes } from './entitlement-email-routes.ts';
import { entitlementRoutes } from './entitlement-routes.ts';
import { entitlementVerbRoutes } from './entitlement-verb-routes.ts';
import { expiringRoutes } from './expiring-routes.ts';
import { featureBundleRoutes } from './feature-bundle-routes.ts';
import { featureRoutes } from './feature-routes.ts';
import { fulfillmentRoutes } from './fulfillment-routes.ts';
import { importRoutes } from './import-routes.ts';
import { itemBatchRoutes } from './item-batch-routes.ts';
import { jobRoutes } from './job-routes.ts';
import { jobRunRoutes } from './job-run-routes.ts';
import { licenseModelRoutes } from './license-model-routes.ts';
import { licenseTechnologyRoutes } from './license-technology-routes.ts';
import { lifecycleRoutes } from './lifecycle-routes.ts';
import { lineItemRoutes } from './line-item-routes.ts';
import type { Api } from './operation.ts';
import { passwordRoutes } from './password-routes.ts';
import { overviewRoutes } from './overview-routes.ts';
import { productLineAccessRoutes } from './product-line-access-routes.ts';
import { productLineRoutes } from './product-line-routes.ts';
import { partNumberRoutes } from './part-number-routes.ts';
import { productRelationshipRoutes } from './product-relationship-routes.ts';
import { productRoutes } from './product-routes.ts';
import { profileRoutes } from './profile-routes.ts';
import { rightChangeRoutes } from './right-change-routes.ts';
import { rightDeletionRoutes } from './right-deletion-routes.ts';
import { renewalRequestRoutes } from './renewal-request-routes.ts';
import { registrationRoutes } from './registration-routes.ts';
import { roleRoutes } from './role-routes.ts';
import { sessionRoutes } from './session-routes.ts';
import { searchRoutes } from './search-routes.ts';
import { settingsRoutes } from './settings-routes.ts';
import { userRoutes } from './user-routes.ts';

/** Every resource, in the order of the document. */
export const apiRoutes: readonly ((api: Api) => void)[] = [
  sessionRoutes,
  passwordRoutes,
  profileRoutes,
  registrationRoutes,
  accountRoutes,
  accountRelationRoutes,
  userRoutes,
  roleRoutes,
  apiKeyRoutes,
  featureRoutes,
  featureBundleRoutes,
  licenseTechnologyRoutes,
  licenseModelRoutes,
  productRoutes,
  productLineRoutes,
  productLineAccessRoutes,
  productRelationshipRoutes,
  partNumberRoutes,
  entitlementRoutes,
  entitlementVerbRoutes,
  lineItemRoutes,
  rightChangeRoutes,
  rightDeletionRoutes,
  chainRoutes,
  lifecycleRoutes,
  itemBatchRoutes,
  entitlementEmailRoutes,
  fulfillmentRoutes,
  expiringRoutes,
  renewalRequestRoutes,
  searchRoutes,
  overviewRoutes,
  jobRoutes,
  jobRunRoutes,
  settingsRoutes,
  customAttributeRoutes,
  emailRoutes,
  emailTemplateRoutes,
  importRoutes,
  auditRoutes,
];
