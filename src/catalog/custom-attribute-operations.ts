import { authoriseEverywhere, authoriseProducer } from '../accounts/authorise.ts';
import type { Actor } from '../accounts/rules/permissions.ts';
import { customAttributeOrder } from '../custom-attributes/custom-attribute-order.ts';
import { customAttributeRecorder } from '../custom-attributes/custom-attribute-recorder.ts';
import type { CustomAttributeChanges, CustomAttributeRecord } from '../custom-attributes/custom-attribute-schemas.ts';
import {
  selectCustomAttribute,
  selectCustomAttributes,
  selectOnlyDefined,
  selectPlaces,
  selectUsesOf,
  type CustomAttributeFilter,
} from '../custom-attributes/custom-attribute-store.ts';
import {
  customAttributeKey,
  reasonsAgainstDeletingCustomAttribute,
  type CustomAttribute,
} from '../custom-attributes/rules/custom-attribute.ts';
import type { App } from '../platform/app.ts';
import { inSnapshot, type Reader } from '../platform/database.ts';
import type { Page, PageRequest } from '../platform/paging.ts';
import { inRecordingTransaction, recordNew, stampsOf, type Recorded, type Stamps } from '../platform/recording.ts';
import { sortedPage, toSortedPage } from '../platform/sorting.ts';
import { notFound } from '../shared/problems.ts';
import { changeCatalogEntity, type CatalogChangePlan, type ChangeOptions } from './catalog-changing.ts';
import { deleteCatalogEntity, type CatalogDeletion, type DeletableKind } from './catalog-deleting.ts';
import { catalogHistory } from './catalog-history-operations.ts';

export type CustomAttributeView = CustomAttribute & { readonly version: number } & Stamps;

/** A page of definitions, and whether records may have attributes beside those. */
export interface CustomAttributePage extends Page<CustomAttributeView> {
  readonly onlyDefined: boolean;
}

/** What a definition is known by. */
export type CustomAttributeKey = Pick<CustomAttribute, 'entity' | 'name'>;

/**
 * Defines a custom attribute; it stands last among those of its entity unless told. Needs `manageSettings`; throws
 * `duplicate_key`, or `refused` with every reason.
 */
export async function createCustomAttribute(
  app: App,
  actor: Actor,
  input: CustomAttributeRecord,
): Promise<CustomAttributeView> {
  authoriseEverywhere(actor, 'manageSettings');
  return inRecordingTransaction(app.database, async (transaction) => {
    const places = await selectPlaces(transaction);
    const position = input.position ?? places.get(input.entity)?.next ?? 0;
    await recordNew(transaction, actor, customAttributeRecorder, { ...input, position });
    return view(transaction, customAttributeKey(input));
  });
}

/** One definition. For everybody of the producer, as whoever fills in records must know what is asked. */
export async function getCustomAttribute(
  app: App,
  actor: Actor,
  attribute: CustomAttributeKey,
): Promise<CustomAttributeView> {
  authoriseProducer(actor);
  return view(app.database, customAttributeKey(attribute));
}

/** Definitions, entity by entity in the order in which people see them. For everybody of the producer. */
export async function listCustomAttributes(
  app: App,
  actor: Actor,
  request: PageRequest & CustomAttributeFilter,
): Promise<CustomAttributePage> {
  authoriseProducer(actor);
  const page = sortedPage(customAttributeOrder, request);
  return inSnapshot(app.database, async (reader) => {
    const found = await selectCustomAttributes(reader, request, page);
    return { ...toSortedPage(found, page, present), onlyDefined: await selectOnlyDefined(reader) };
  });
}

/** Changes a definition; stored values stay. Needs `manageSettings`; throws `stale_version`, or `refused` with every reason. */
export async function changeCustomAttribute(
  app: App,
  actor: Actor,
  attribute: CustomAttributeKey,
  { preview, expectedVersion, ...changes }: CustomAttributeChanges & ChangeOptions,
): Promise<CustomAttributeView | CatalogChangePlan> {
  const kind = { words, permission: 'manageSettings', recorder: customAttributeRecorder, view } as const;
  const changed = ({ entity, name, type }: CustomAttribute) => ({ ...changes, entity, name, type });
  return changeCatalogEntity(app, actor, kind, customAttributeKey(attribute), { changed, preview, expectedVersion });
}

/** Deletes a definition that nothing has a value of. Needs `manageSettings`; throws `stale_version`, or `refused` with every reason. */
export async function deleteCustomAttribute(
  app: App,
  actor: Actor,
  attribute: CustomAttributeKey,
  options: ChangeOptions,
): Promise<CatalogDeletion> {
  const kind: DeletableKind<CustomAttribute> = {
    entity: 'customAttribute',
    words,
    permission: 'manageSettings',
    select: selectCustomAttribute,
    reasonsAgainst: async (transaction, { entity }) =>
      reasonsAgainstDeletingCustomAttribute(await selectUsesOf(transaction, entity, usersMax)),
  };
  return deleteCatalogEntity(app, actor, kind, customAttributeKey(attribute), options);
}

/** Every change of a definition, the oldest first. Needs `viewSettings`. */
export async function customAttributeHistory(app: App, actor: Actor, attribute: CustomAttributeKey, page: PageRequest) {
  const kind = { entity: 'customAttribute', words, permission: 'viewSettings', select: selectCustomAttribute } as const;
  return catalogHistory(app, actor, kind, customAttributeKey(attribute), page);
}

const words = 'custom attribute';

// So many records with a value are told at once; whoever has dealt with them hears of the next ones.
const usersMax = 20;

async function view(reader: Reader, key: string): Promise<CustomAttributeView> {
  const stored = await selectCustomAttribute(reader, key, { lock: false });
  if (stored === undefined) throw notFound(words, key);
  return present(stored);
}

function present(stored: Recorded<CustomAttribute>): CustomAttributeView {
  return { ...stored.entity, version: stored.version, ...stampsOf(stored) };
}
