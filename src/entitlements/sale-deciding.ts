import type { Actor } from '../accounts/rules/permissions.ts';
import { renderForPreview, type PreviewEmail } from '../notifications/email-preview.ts';
import type { NewEmail } from '../notifications/outbox.ts';
import type { App } from '../platform/app.ts';
import type { Transaction } from '../platform/database.ts';
import { decideAll, saveAll, type Decided } from '../platform/recording.ts';
import { refusalOfNew } from '../platform/refusal-of-new.ts';
import { refusal } from '../shared/problems.ts';
import type { RightState } from '../shared/vocabulary.ts';
import { sendEntitlementEmails } from './entitlement-email-operations.ts';
import { emailsOnDeploy, reasonsAgainstEntitlementEmails } from './entitlement-emails.ts';
import type { EntitlementKnowledge } from './entitlement-facts.ts';
import { saleRecorder } from './entitlement-recorder.ts';
import type { EntitlementRecord } from './entitlement-schemas.ts';
import type { StoredEntitlement } from './entitlement-store.ts';
import type { Entitlement, LineItem, MaintenanceLineItem } from './rules/entitlement.ts';

/** What is sold: a new entitlement, or new items of one that is stored. */
export interface Sold {
  /** with an ID for everything */
  readonly record: EntitlementRecord;
  /** the IDs among them that were given, and so are what it will have */
  readonly givenIds: ReadonlySet<string>;
  /** what the new items come to; undefined where the entitlement is new itself */
  readonly stored?: StoredEntitlement;
  readonly sendEmail: boolean | undefined;
}

/** A sale against which nothing speaks: the whole entitlement as it will be, and the messages that go with it. */
export interface DecidedSale extends Sold {
  readonly decided: Decided<Entitlement, EntitlementKnowledge>;
  readonly entity: Entitlement;
  readonly emails: readonly NewEmail[];
}

/** What a sale would make. null: an ID that Licet makes when it is sold. */
export interface SalePlan {
  readonly entitlementId: string | null;
  readonly accountId: string;
  readonly state: RightState;
  /** the new ones, complete as they will be stored */
  readonly lineItems: readonly Planned<LineItem>[];
  readonly maintenanceLineItems: readonly Planned<MaintenanceLineItem>[];
  readonly emails: readonly PreviewEmail[];
}

type Planned<Item> = Omit<Item, 'activationId'> & { readonly activationId: string | null };

/** What is done with a sale that was decided. */
export type EndOfSale<Outcome> = (
  app: App,
  transaction: Transaction,
  actor: Actor,
  sale: DecidedSale,
) => Promise<Outcome>;

/** Decides about a sale with its messages; throws every reason against them, and for an entitlement `duplicate_key`. */
export async function decideSale(app: App, transaction: Transaction, sold: Sold): Promise<DecidedSale> {
  const { record, stored, sendEmail } = sold;
  const [onDuplicate, refused] =
    stored === undefined ? (['fail', refusalOfNew] as const) : (['update', refusal] as const);
  const decided = await decideAll(transaction, saleRecorder, [record], onDuplicate);
  const { outcome, judged } = decided.decisions[0] ?? {};
  if (outcome?.outcome === 'failed') {
    const emailed = sendEmail === true ? judged : undefined;
    throw refused([...outcome.reasons, ...(await reasonsAgainstEmails(app, transaction, emailed))]);
  }
  const after = judged ?? stored?.entity;
  if (after === undefined) throw new Error(`the entitlement ${record.entitlementId} came to nothing`);
  const subject = { entity: after, createdAt: stored?.createdAt ?? new Date(app.clock.now()) };
  const emails = await emailsOnDeploy(app, transaction, subject, { sendEmail });
  return { ...sold, decided, entity: after, emails };
}

async function reasonsAgainstEmails(app: App, transaction: Transaction, emailed: Entitlement | undefined) {
  return emailed === undefined ? [] : reasonsAgainstEntitlementEmails(app, transaction, emailed);
}

/** Saves a sale, and puts its messages into the outbox. */
export const saveSale: EndOfSale<void> = async (_app, transaction, actor, { decided, emails, entity }) => {
  await saveAll(transaction, actor, saleRecorder, decided);
  await sendEntitlementEmails(transaction, actor, emails, entity.entitlementId);
};

/** Shows what saving a sale would make. */
export const planSale: EndOfSale<SalePlan> = async (app, transaction, _actor, sale) => {
  const { entity, record, givenIds, emails } = sale;
  const known = (id: string): string | null => (givenIds.has(id) ? id : null);
  const sold = new Set([...(record.lineItems ?? []), ...(record.maintenanceLineItems ?? [])].map(idOf));
  const planned = <Item extends LineItem | MaintenanceLineItem>(items: readonly Item[]) =>
    items
      .filter((item) => sold.has(item.activationId))
      .map((item) => ({ ...item, activationId: known(item.activationId) }));
  return {
    entitlementId: known(entity.entitlementId),
    accountId: entity.accountId,
    state: entity.state,
    lineItems: planned(entity.lineItems),
    maintenanceLineItems: planned(entity.maintenanceLineItems),
    emails: await renderForPreview(transaction, emails, app.config.publicUrl),
  };
};

function idOf({ activationId }: { readonly activationId: string }): string {
  return activationId;
}
