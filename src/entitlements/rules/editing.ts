import type { Reason } from '../../shared/decision.ts';
import type { RightState } from '../../shared/vocabulary.ts';
import type { Entitlement, LineItem, MaintenanceLineItem } from './entitlement.ts';

/**
 * How a field may be changed once something is deployed (`product.md` 3): always; where the setting
 * `allowEditingOfDeployedEntities` opens it; where that does and nothing is activated; or not at all, because it is changed
 * in what is not deployed yet. A key is changed in draft and test only, and what is fixed never.
 */
type Editing = 'always' | 'opened' | 'openedUnused' | 'draft' | 'key' | 'fixed';

const headerFields: Readonly<
  Record<Exclude<keyof Entitlement, 'lineItems' | 'maintenanceLineItems'> | 'partnerContacts', Editing>
> = {
  entitlementId: 'key',
  accountId: 'draft',
  channelPartners: 'draft',
  description: 'always',
  shipToEmails: 'always',
  shipToAddress: 'always',
  emailTemplateVariation: 'always',
  contacts: 'always',
  partnerContacts: 'always',
  attributes: 'always',
  test: 'fixed',
  state: 'fixed',
};

const lineItemFields: Readonly<Record<keyof LineItem | 'maintenance', Editing>> = {
  activationId: 'key',
  description: 'always',
  orderId: 'always',
  orderLineNumber: 'always',
  attributes: 'always',
  autoRenew: 'always',
  maintenance: 'always',
  quantity: 'opened',
  startDateOption: 'opened',
  startDate: 'opened',
  permanent: 'opened',
  term: 'opened',
  expirationDate: 'opened',
  versionDateOption: 'opened',
  versionDate: 'opened',
  versionTerm: 'opened',
  products: 'openedUnused',
  partNumber: 'openedUnused',
  licenseModels: 'openedUnused',
  licenseModelAttributes: 'openedUnused',
  policies: 'openedUnused',
  notice: 'openedUnused',
  serialNumber: 'openedUnused',
  type: 'fixed',
  parentActivationId: 'fixed',
  additionalCopies: 'fixed',
  state: 'fixed',
};

const maintenanceFields: Readonly<Record<keyof MaintenanceLineItem, Editing>> = {
  activationId: 'key',
  description: 'always',
  orderId: 'always',
  orderLineNumber: 'always',
  attributes: 'always',
  covers: 'always',
  startDate: 'opened',
  permanent: 'opened',
  expirationDate: 'opened',
  productId: 'openedUnused',
  parentActivationId: 'fixed',
  state: 'fixed',
};

export type EditedKind = 'entitlement' | 'lineItem' | 'maintenanceLineItem';

const fieldsOf: Readonly<Record<EditedKind, Readonly<Partial<Record<string, Editing>>>>> = {
  entitlement: headerFields,
  lineItem: lineItemFields,
  maintenanceLineItem: maintenanceFields,
};

const words: Readonly<Record<EditedKind, string>> = {
  entitlement: 'entitlement',
  lineItem: 'line item',
  maintenanceLineItem: 'maintenance line item',
};

/** What is to be changed, and what decides whether it may be. */
export interface Edited {
  readonly kind: EditedKind;
  readonly key: string;
  /** the weaker one of its own state and its entitlement's */
  readonly state: RightState;
  /** copies that are activated */
  readonly activated: number;
  /** the setting `allowEditingOfDeployedEntities` */
  readonly allowEditingOfDeployedEntities: boolean;
}

/** True for the fields that may be changed whatever is deployed: they change no right. */
export function isAlwaysEditable(kind: EditedKind, field: string): boolean {
  return fieldsOf[kind][field] === 'always';
}

/** What speaks against changing these fields: one reason for each that stays as it is. */
export function reasonsAgainstEditing(edited: Edited, fields: readonly string[], pointer: string): readonly Reason[] {
  return fields
    .filter((field) => !isEditable(edited, field))
    .map((field) => ({
      code: 'not_editable',
      message: `The ${wordsOf(field)} of the ${words[edited.kind]} ${edited.key} cannot be changed while it is ${edited.state}.`,
      remedy: remedyFor(edited, field),
      pointer: `${pointer}/${field === 'partnerContacts' ? 'channelPartners' : field}`,
    }));
}

function isEditable(edited: Edited, field: string): boolean {
  const editing = fieldsOf[edited.kind][field] ?? 'fixed';
  if (editing === 'fixed') return false;
  if (edited.state === 'draft' || edited.state === 'test') return true;
  if (editing === 'key') return false;
  if (edited.state === 'onHold') return true;
  return edited.state === 'deployed' && isEditableDeployed(edited, editing);
}

function isEditableDeployed(edited: Edited, editing: Exclude<Editing, 'key' | 'fixed'>): boolean {
  if (editing === 'always') return true;
  if (editing === 'draft' || !edited.allowEditingOfDeployedEntities) return false;
  return editing === 'opened' || edited.activated === 0;
}

function remedyFor({ kind, state, allowEditingOfDeployedEntities }: Edited, field: string): string {
  const editing = fieldsOf[kind][field] ?? 'fixed';
  if (editing === 'fixed') return 'Make a new one.';
  if (state === 'obsolete') return 'It stays on record as it is.';
  if (state === 'inactive') return 'Take it, and the entitlement, back to draft or deploy it first.';
  if (editing === 'key') return 'IDs are changed in draft and test only.';
  const isOpening = editing === 'opened' || editing === 'openedUnused';
  if (isOpening && !allowEditingOfDeployedEntities)
    return 'Take it back to draft, or turn on the setting allowEditingOfDeployedEntities.';
  return editing === 'openedUnused' ? 'Return what is activated, or upgrade it.' : 'Take it back to draft first.';
}

/** `startDate` as people say it: start date. */
function wordsOf(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replace(/ id$/, ' ID');
}
