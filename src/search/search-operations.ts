import { authoriseAnyAudience } from '../accounts/authorise.ts';
import type { Actor, Permission } from '../accounts/rules/permissions.ts';
import { sightOf } from '../entitlements/sight.ts';
import type { App } from '../platform/app.ts';
import { hasTrigram } from '../platform/text-search.ts';
import { foldText } from '../shared/folded-text.ts';
import { bestHits, hitKinds, type Hit, type HitKind } from './rules/ranking.ts';
import { selectByKey, selectByText } from './search-store.ts';

const permissionFor: Readonly<Record<HitKind, Permission>> = {
  entitlement: 'viewEntitlements',
  lineItem: 'viewEntitlements',
  maintenanceLineItem: 'viewEntitlements',
  account: 'viewAccounts',
  user: 'viewUsers',
  product: 'viewProducts',
  partNumber: 'viewProducts',
  productLine: 'viewProducts',
  featureBundle: 'viewFeatureBundles',
  feature: 'viewFeatures',
  licenseModel: 'viewLicenseModels',
  licenseTechnology: 'viewLicenseModels',
  role: 'viewRoles',
  emailTemplate: 'viewEmailTemplates',
};

const rightKinds: readonly HitKind[] = ['entitlement', 'lineItem', 'maintenanceLineItem'];

/**
 * What has a text in its keys or names, the best first. Of each kind that the actor may view; end users find rights only. Needs
 * the permission to view one of them.
 */
export async function search(
  app: App,
  actor: Actor,
  { q, limit }: { readonly q: string; readonly limit: number },
): Promise<{ readonly items: readonly Hit[] }> {
  const kinds = kindsFor(actor);
  if (kinds.length === 0) authoriseAnyAudience(actor, 'viewEntitlements');
  const sight = sightOf(actor);
  const text = q.trim();
  const byKey = await selectByKey(app.database, sight, kinds, text);
  const byText = await selectByText(app.database, sight, kindsToRead(kinds, byKey, text), text);
  return { items: bestHits([...byKey, ...byText], text, limit) };
}

function kindsFor(actor: Actor): readonly HitKind[] {
  return hitKinds.filter(
    (kind) =>
      actor.permissions.has(permissionFor[kind]) && (actor.audience === 'producer' || rightKinds.includes(kind)),
  );
}

// There are millions of rights: whoever gives the whole ID of one wants that one, and two letters are in nearly all of them.
function kindsToRead(kinds: readonly HitKind[], byKey: readonly Hit[], text: string): readonly HitKind[] {
  const isFound = byKey.some(({ kind, key }) => rightKinds.includes(kind) && foldText(key) === foldText(text));
  return kinds.filter((kind) => !rightKinds.includes(kind) || (!isFound && hasTrigram(text)));
}
