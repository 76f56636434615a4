import { authorise, authoriseEverywhere } from '../accounts/authorise.ts';
import type { Actor } from '../accounts/rules/permissions.ts';
import type { App } from '../platform/app.ts';
import { newIdentifier } from '../platform/new-identifier.ts';
import type { Page } from '../platform/paging.ts';
import { inRecordingTransaction, recordNew, stampsOf, type Recorded, type Stamps } from '../platform/recording.ts';
import { sortedPage, toSortedPage, type SortedRequest } from '../platform/sorting.ts';
import { notFound } from '../shared/problems.ts';
import { selectReferencesToLicenseModel } from './catalog-reference-store.ts';
import { licenseModelOrder, type CatalogSort } from './catalog-orders.ts';
import type { CatalogStateChange, NewLicenseModel } from './catalog-schemas.ts';
import { changeCatalogState, type StateChangeOptions, type StatefulKind } from './catalog-state-operations.ts';
import type { NamedFilter } from './feature-store.ts';
import { licenseModelRecorder } from './license-model-recorder.ts';
import { selectLicenseModel, selectLicenseModels } from './license-model-store.ts';
import type { CatalogStatePlan } from './rules/catalog-states.ts';
import type { LicenseModel } from './rules/product.ts';

export type LicenseModelView = LicenseModel & { readonly version: number } & Stamps;

/** Makes a draft license model. Needs `createLicenseModels`; throws `duplicate_key`, or `refused` with every reason. */
export async function createLicenseModel(app: App, actor: Actor, input: NewLicenseModel): Promise<LicenseModelView> {
  authoriseEverywhere(actor, 'createLicenseModels');
  const licenseModelId = input.licenseModelId ?? newIdentifier();
  return inRecordingTransaction(app.database, async (transaction) => {
    await recordNew(transaction, actor, licenseModelRecorder, { ...input, licenseModelId });
    return present(licenseModelId, await selectLicenseModel(transaction, licenseModelId, { lock: false }));
  });
}

/** One license model. Needs `viewLicenseModels`. */
export async function getLicenseModel(app: App, actor: Actor, licenseModelId: string): Promise<LicenseModelView> {
  authorise(actor, 'viewLicenseModels');
  return present(licenseModelId, await selectLicenseModel(app.database, licenseModelId, { lock: false }));
}

/** License models, sorted as asked. Needs `viewLicenseModels`. */
export async function listLicenseModels(
  app: App,
  actor: Actor,
  request: SortedRequest<CatalogSort> & NamedFilter,
): Promise<Page<LicenseModelView>> {
  authorise(actor, 'viewLicenseModels');
  const page = sortedPage(licenseModelOrder, request);
  const models = await selectLicenseModels(app.database, request, page);
  return toSortedPage(models, page, (model) => present(model.entity.licenseModelId, model));
}

/** Changes a license model's state. Needs `changeLicenseModelState`; throws `stale_version`, or `refused` with every reason. */
export async function changeLicenseModelState(
  app: App,
  actor: Actor,
  licenseModelId: string,
  request: CatalogStateChange & StateChangeOptions,
): Promise<LicenseModelView | CatalogStatePlan> {
  const answer = await changeCatalogState(app, actor, statefulLicenseModel, licenseModelId, request);
  return 'plan' in answer ? answer.plan : present(licenseModelId, answer.changed);
}

const statefulLicenseModel: StatefulKind<LicenseModel> = {
  entity: 'licenseModel',
  words: 'license model',
  permission: 'changeLicenseModelState',
  select: selectLicenseModel,
  selectReferences: selectReferencesToLicenseModel,
};

function present(licenseModelId: string, stored: Recorded<LicenseModel> | undefined): LicenseModelView {
  if (stored === undefined) throw notFound('license model', licenseModelId);
  return { ...stored.entity, version: stored.version, ...stampsOf(stored) };
}
