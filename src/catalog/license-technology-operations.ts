import { authorise, authoriseEverywhere } from '../accounts/authorise.ts';
import type { Actor } from '../accounts/rules/permissions.ts';
import type { App } from '../platform/app.ts';
import { inSnapshot, type Transaction } from '../platform/database.ts';
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
import type { CatalogSort } from './catalog-orders.ts';
import { changeCatalogState, type StateChangeOptions, type StatefulKind } from './catalog-state-operations.ts';
import { countModels } from './catalog-use-store.ts';
import type {
  LicenseTechnologyChanges,
  LicenseTechnologyStateChange,
  NewLicenseTechnology,
} from './license-model-schemas.ts';
import { licenseTechnologyOrder } from './license-technology-orders.ts';
import { licenseTechnologyRecorder } from './license-technology-recorder.ts';
import {
  selectLicenseTechnologies,
  selectLicenseTechnology,
  selectModelsOfTechnology,
  type LicenseTechnologyFilter,
} from './license-technology-store.ts';
import { reasonsAgainstEditing } from './rules/catalog-editing.ts';
import type { CatalogStatePlan } from './rules/catalog-states.ts';
import { reasonsAgainstBuiltIn, technologyLetters, type LicenseTechnology } from './rules/license-technology.ts';

/** A license technology, with the letter by which its kind is known. */
export type LicenseTechnologyView = LicenseTechnology & {
  readonly letter: (typeof technologyLetters)[LicenseTechnology['technology']];
  readonly builtIn: boolean;
  readonly version: number;
} & Stamps;

/** A license technology in a list, with how many license models are of it. */
type ListedLicenseTechnology = LicenseTechnologyView & { readonly licenseModelCount: number };

const kind = { entity: 'licenseTechnology', words: 'license technology', select: selectLicenseTechnology } as const;

/** Makes a draft license technology. Needs `createLicenseModels`; throws `duplicate_key`, or `refused` with every reason. */
export async function createLicenseTechnology(
  app: App,
  actor: Actor,
  input: NewLicenseTechnology,
): Promise<LicenseTechnologyView> {
  authoriseEverywhere(actor, 'createLicenseModels');
  const licenseTechnologyId = input.licenseTechnologyId ?? newIdentifier();
  return inRecordingTransaction(app.database, async (transaction) => {
    await recordNew(transaction, actor, licenseTechnologyRecorder, { ...input, licenseTechnologyId });
    return view(transaction, licenseTechnologyId);
  });
}

/** One license technology. Needs `viewLicenseModels`. */
export async function getLicenseTechnology(app: App, actor: Actor, key: string): Promise<LicenseTechnologyView> {
  authorise(actor, 'viewLicenseModels');
  return present(key, await selectLicenseTechnology(app.database, key, { lock: false }));
}

/** License technologies, those that are built in among them, sorted as asked. Needs `viewLicenseModels`. */
export async function listLicenseTechnologies(
  app: App,
  actor: Actor,
  request: SortedRequest<CatalogSort> & LicenseTechnologyFilter,
): Promise<Page<ListedLicenseTechnology>> {
  authorise(actor, 'viewLicenseModels');
  const page = sortedPage(licenseTechnologyOrder, request);
  const { technologies, models } = await inSnapshot(app.database, async (reader) => {
    const found = await selectLicenseTechnologies(reader, request, page);
    return { technologies: found, models: await countModels(reader, found) };
  });
  return toSortedPage(technologies, page, (one) => ({
    ...present(one.entity.licenseTechnologyId, one),
    licenseModelCount: models.get(one.id) ?? 0,
  }));
}

/**
 * Changes a license technology: a draft in everything, a deployed one in its description. Needs `updateLicenseModels`;
 * throws `stale_version`, or `refused` with every reason.
 */
export function changeLicenseTechnology(
  app: App,
  actor: Actor,
  licenseTechnologyId: string,
  { changes, ...options }: ChangeOptions & { readonly changes: LicenseTechnologyChanges },
) {
  return changeCatalogEntity(app, actor, changeableTechnology, licenseTechnologyId, {
    ...options,
    changed: ({ name, generator }) => ({
      ...changes,
      licenseTechnologyId,
      name: changes.name ?? name,
      generator: changes.generator ?? generator ?? { kind: 'manual' },
    }),
  });
}

const changeableTechnology = {
  words: kind.words,
  permission: 'updateLicenseModels',
  recorder: {
    ...licenseTechnologyRecorder,
    // What is built in has no generator, whatever a change would give it.
    reasonsAgainst: (technology, facts, stored) => {
      const builtIn = reasonsAgainstBuiltIn(technology);
      if (stored === undefined || builtIn.length > 0) return builtIn;
      return [
        ...reasonsAgainstEditing(kind.words, stored.entity.state, changedNames(stored.entity, technology)),
        ...licenseTechnologyRecorder.reasonsAgainst(technology, facts, stored),
      ];
    },
  } satisfies typeof licenseTechnologyRecorder,
  view,
} as const;

/**
 * Deletes a draft license technology that no license model names. Needs `deleteLicenseModels`; throws `refused` with
 * every reason.
 */
export function deleteLicenseTechnology(app: App, actor: Actor, key: string, options: ChangeOptions) {
  return deleteCatalogEntity(app, actor, deletableTechnology, key, options);
}

const unlessUnused = unlessReferred<LicenseTechnology>(
  kind.words,
  (transaction, id, max) => selectModelsOfTechnology(transaction, id, { which: 'all', max }),
  ({ state }) => state,
);

const deletableTechnology: DeletableKind<LicenseTechnology> = {
  ...kind,
  permission: 'deleteLicenseModels',
  reasonsAgainst: async (transaction, stored) => {
    const builtIn = reasonsAgainstBuiltIn(stored.entity);
    return builtIn.length > 0 ? builtIn : unlessUnused(transaction, stored);
  },
};

/** Every change of a license technology, the oldest first. Needs `viewLicenseModels`. */
export function licenseTechnologyHistory(app: App, actor: Actor, key: string, page: PageRequest) {
  return catalogHistory(app, actor, { ...kind, permission: 'viewLicenseModels' }, key, page);
}

/**
 * Deploys a license technology, or makes it a draft again while all models that name it are drafts. Needs
 * `changeLicenseModelState`; throws `stale_version`, or `refused` with every reason.
 */
export async function changeLicenseTechnologyState(
  app: App,
  actor: Actor,
  key: string,
  request: LicenseTechnologyStateChange & StateChangeOptions,
): Promise<LicenseTechnologyView | CatalogStatePlan> {
  const answer = await changeCatalogState(app, actor, statefulTechnology, key, request);
  return 'plan' in answer ? answer.plan : present(key, answer.changed);
}

const statefulTechnology: StatefulKind<LicenseTechnology> = {
  ...kind,
  permission: 'changeLicenseModelState',
  selectReferences: (transaction, id) => selectModelsOfTechnology(transaction, id, { which: 'inProduction', max: 6 }),
  reasonsAgainst: async (_transaction, { entity }) => reasonsAgainstBuiltIn(entity),
};

async function view(transaction: Transaction, key: string): Promise<LicenseTechnologyView> {
  return present(key, await selectLicenseTechnology(transaction, key, { lock: false }));
}

function present(key: string, stored: Recorded<LicenseTechnology> | undefined): LicenseTechnologyView {
  if (stored === undefined) throw notFound(kind.words, key);
  const { technology } = stored.entity;
  return {
    ...stored.entity,
    letter: technologyLetters[technology],
    builtIn: technology !== 'custom',
    version: stored.version,
    ...stampsOf(stored),
  };
}
