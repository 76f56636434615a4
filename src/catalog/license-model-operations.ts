import { authorise, authoriseEverywhere } from '../accounts/authorise.ts';
import type { Actor } from '../accounts/rules/permissions.ts';
import type { App } from '../platform/app.ts';
import { inSnapshot } from '../platform/database.ts';
import { newIdentifier } from '../platform/new-identifier.ts';
import type { Page, PageRequest } from '../platform/paging.ts';
import {
  changedNames,
  inRecordingTransaction,
  recordNew,
  stampsOf,
  type Recorded,
  type Stamps,
} from '../platform/recording.ts';
import { sortedPage, toSortedPage, type SortedRequest } from '../platform/sorting.ts';
import { notFound } from '../shared/problems.ts';
import { changeCatalogEntity, type ChangeOptions } from './catalog-changing.ts';
import { deleteCatalogEntity, unlessReferred, type DeletableKind } from './catalog-deleting.ts';
import { catalogHistory } from './catalog-history-operations.ts';
import { selectReferencesToLicenseModel } from './catalog-reference-store.ts';
import { licenseModelOrder, type CatalogSort } from './catalog-orders.ts';
import type { CatalogStateChange } from './catalog-schemas.ts';
import { changeCatalogState, type StateChangeOptions, type StatefulKind } from './catalog-state-operations.ts';
import { countUses } from './catalog-use-store.ts';
import { licenseModelRecorder } from './license-model-recorder.ts';
import type { LicenseModelChanges, LicenseModelRecord, NewLicenseModel } from './license-model-schemas.ts';
import { selectLicenseModel, selectLicenseModels, type LicenseModelFilter } from './license-model-store.ts';
import { technologyRows } from './license-technology-store.ts';
import { reasonsAgainstEditing } from './rules/catalog-editing.ts';
import type { CatalogStatePlan } from './rules/catalog-states.ts';
import { reasonsAgainstDraftTechnology, type LicenseModel } from './rules/license-model.ts';

export type LicenseModelView = LicenseModel & { readonly version: number } & Stamps;

/** A license model in a list, with how many products are linked to it. */
type ListedLicenseModel = LicenseModelView & { readonly productCount: number };

const kind = { entity: 'licenseModel', words: 'license model', select: selectLicenseModel } as const;

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
  request: SortedRequest<CatalogSort> & LicenseModelFilter,
): Promise<Page<ListedLicenseModel>> {
  authorise(actor, 'viewLicenseModels');
  const page = sortedPage(licenseModelOrder, request);
  const { models, products } = await inSnapshot(app.database, async (reader) => {
    const found = await selectLicenseModels(reader, request, page);
    return { models: found, products: await countUses(reader, actor.productLines, 'modelOfProduct', found) };
  });
  return toSortedPage(models, page, (model) => ({
    ...present(model.entity.licenseModelId, model),
    productCount: products.get(model.id) ?? 0,
  }));
}

/**
 * Changes a license model: a draft in everything, later its description. Needs `updateLicenseModels`; throws
 * `stale_version`, or `refused` with every reason.
 */
export function changeLicenseModel(
  app: App,
  actor: Actor,
  licenseModelId: string,
  { changes, ...options }: ChangeOptions & { readonly changes: LicenseModelChanges },
) {
  return changeCatalogEntity(app, actor, changeableLicenseModel, licenseModelId, {
    ...options,
    changed: (stored) => withChanges(stored, changes),
  });
}

const changeableLicenseModel = {
  words: kind.words,
  permission: 'updateLicenseModels',
  recorder: {
    ...licenseModelRecorder,
    reasonsAgainst: (model, facts, stored) => [
      ...(stored === undefined
        ? []
        : reasonsAgainstEditing(kind.words, stored.entity.state, changedNames(stored.entity, model))),
      ...licenseModelRecorder.reasonsAgainst(model, facts, stored),
    ],
  } satisfies typeof licenseModelRecorder,
  view: async (transaction: Parameters<typeof selectLicenseModel>[0], key: string) =>
    present(key, await selectLicenseModel(transaction, key, { lock: false })),
} as const;

function withChanges(stored: LicenseModel, changes: LicenseModelChanges): LicenseModelRecord {
  return {
    ...changes,
    licenseModelId: stored.licenseModelId,
    name: changes.name ?? stored.name,
    technology: changes.technology ?? stored.technology,
    counting: changes.counting ?? stored.counting,
    lock: changes.lock ?? stored.lock,
  };
}

/** Deletes a draft license model that nothing refers to. Needs `deleteLicenseModels`; throws `refused` with every reason. */
export function deleteLicenseModel(app: App, actor: Actor, licenseModelId: string, options: ChangeOptions) {
  return deleteCatalogEntity(app, actor, deletableLicenseModel, licenseModelId, options);
}

const deletableLicenseModel: DeletableKind<LicenseModel> = {
  ...kind,
  permission: 'deleteLicenseModels',
  reasonsAgainst: unlessReferred(kind.words, selectReferencesToLicenseModel, ({ state }) => state),
};

/** Every change of a license model, the oldest first. Needs `viewLicenseModels`. */
export function licenseModelHistory(app: App, actor: Actor, licenseModelId: string, page: PageRequest) {
  return catalogHistory(app, actor, { ...kind, permission: 'viewLicenseModels' }, licenseModelId, page);
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
  ...kind,
  permission: 'changeLicenseModelState',
  selectReferences: selectReferencesToLicenseModel,
  reasonsAgainst: async (transaction, { entity }, to, { lock }) => {
    const key = entity.licenseTechnologyId;
    const technologies = await technologyRows(transaction, key === null ? [] : [key], { hold: lock });
    return reasonsAgainstDraftTechnology({ ...entity, state: to }, technologies.get(key ?? '')?.state);
  },
};

function present(licenseModelId: string, stored: Recorded<LicenseModel> | undefined): LicenseModelView {
  if (stored === undefined) throw notFound('license model', licenseModelId);
  return { ...stored.entity, version: stored.version, ...stampsOf(stored) };
}
