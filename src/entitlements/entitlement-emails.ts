import { activeTemplates } from '../notifications/email-template-store.ts';
import type { NewEmail } from '../notifications/outbox.ts';
import type { EntitlementEmailData } from '../notifications/rules/email-data.ts';
import { defaultVariation, type EmailType } from '../notifications/rules/email-types.ts';
import { chooseTemplate, isTypeActive } from '../notifications/rules/template-choice.ts';
import type { App } from '../platform/app.ts';
import type { Transaction } from '../platform/database.ts';
import { readSettings } from '../settings/setting-store.ts';
import { dayInZone } from '../shared/day.ts';
import type { Decision, Reason } from '../shared/decision.ts';
import { refusal } from '../shared/problems.ts';
import {
  selectActiveUsers,
  selectAnnouncementReceivers,
  selectHolder,
  selectMembersByAddress,
  selectNamesOfProducts,
  type AddressedUser,
} from './email-receiver-store.ts';
import { entitlementEmailData } from './entitlement-email-data.ts';
import type { Entitlement } from './rules/entitlement.ts';
import {
  holderOf,
  planEntitlementEmail,
  type EmailReceiver,
  type EntitlementEmailFacts,
  type PossibleReceivers,
} from './rules/entitlement-email.ts';

/** What an email is about: an entitlement as it is, or as it will be in a moment. */
export interface EmailSubject {
  readonly entity: Entitlement;
  readonly createdAt: Date;
}

/** What the sender asks for; everything may be left away. */
export interface EntitlementEmailWish {
  readonly to?: readonly string[] | undefined;
  readonly cc?: readonly string[] | undefined;
  readonly variation?: string | undefined;
  readonly locale?: string | undefined;
  readonly message?: string | undefined;
  /** about this line item alone */
  readonly activationId?: string | undefined;
}

/** The messages about an entitlement or one of its line items, or every reason against them (reference 3.12). */
export async function decideEntitlementEmails(
  app: App,
  transaction: Transaction,
  { entity, createdAt }: EmailSubject,
  wish: EntitlementEmailWish,
): Promise<Decision<readonly NewEmail[]>> {
  const holder = await selectHolder(transaction, holderOf(entity));
  if (holder === undefined) throw new Error(`the entitlement ${entity.entitlementId} has an account that is not there`);
  const planned = await planEmail(app, transaction, { entity, holder }, wish);
  const { decision, type, templates, today, businessTimeZone } = planned;
  if (!decision.allowed) return decision;
  const { items } = decision.plan;
  const told = entitlementEmailData(entity, items, {
    holder,
    productNames: await selectNamesOfProducts(transaction, items.flatMap(productsOf)),
    today,
    createdOn: dayInZone(createdAt.getTime(), businessTimeZone),
    publicUrl: app.config.publicUrl,
    message: wish.message ?? null,
  });
  const variation = wish.variation ?? entity.emailTemplateVariation ?? defaultVariation;
  const plan = decision.plan.receivers.flatMap(({ subscriber, ...user }): readonly NewEmail[] => {
    const locale = wish.locale ?? user.locale;
    const template = chooseTemplate(templates, { locale, variation });
    if (template === undefined) return [];
    const data: EntitlementEmailData = { ...told, user: { ...user, locale } };
    const about = { runId: null, accountId: holder.id, userId: subscriber };
    return [{ type, variation: template.variation, templateId: template.id, ...about, toAddress: user.email, data }];
  });
  return { allowed: true, plan };
}

async function planEmail(
  app: App,
  transaction: Transaction,
  { entity, holder }: { readonly entity: Entitlement; readonly holder: { readonly id: number } },
  wish: EntitlementEmailWish,
) {
  const type: EmailType = wish.activationId === undefined ? 'entitlement' : 'activatable-item';
  const templates = (await activeTemplates(transaction, [type]))[type] ?? [];
  const { businessTimeZone, sendEntitlementEmailOnlyForDeployed } = await readSettings(transaction);
  const today = app.clock.today(businessTimeZone);
  const facts: EntitlementEmailFacts = {
    onlyDeployed: sendEntitlementEmailOnlyForDeployed,
    templateIsActive: isTypeActive(templates),
    variations: [...new Set(templates.map(({ variation }) => variation))],
    variation: wish.variation,
    receivers: await possibleReceivers(transaction, entity, wish, { account: holder.id, today }),
  };
  const decision = planEntitlementEmail(entity, wish.activationId, facts);
  return { decision, type, templates, today, businessTimeZone };
}

/**
 * The messages that go with a deployment: where whoever deploys asks for them, or the setting `sendEntitlementEmailOnDeploy`
 * does. What was asked for is refused where it cannot be; what only the setting wants then does not happen.
 */
export async function emailsOnDeploy(
  app: App,
  transaction: Transaction,
  subject: EmailSubject,
  { sendEmail, ...wish }: EntitlementEmailWish & { readonly sendEmail: boolean | undefined },
): Promise<readonly NewEmail[]> {
  const isAsked = sendEmail ?? (await isSentBySetting(transaction, subject));
  if (!isAsked) return [];
  const decision = await decideEntitlementEmails(app, transaction, subject, wish);
  if (decision.allowed) return decision.plan;
  if (sendEmail === true) throw refusal(decision.reasons);
  return [];
}

/** Every reason against the messages about an entitlement that may be refused for others: it may name what is not there. */
export async function reasonsAgainstEntitlementEmails(
  app: App,
  transaction: Transaction,
  entity: Entitlement,
): Promise<readonly Reason[]> {
  const holder = await selectHolder(transaction, holderOf(entity));
  if (holder === undefined) return [];
  const { decision } = await planEmail(app, transaction, { entity, holder }, {});
  return decision.allowed ? [] : decision.reasons;
}

async function isSentBySetting(transaction: Transaction, { entity }: EmailSubject): Promise<boolean> {
  if (entity.state !== 'deployed') return false;
  return (await readSettings(transaction)).sendEntitlementEmailOnDeploy;
}

function productsOf(item: Entitlement['lineItems'][number] | Entitlement['maintenanceLineItems'][number]) {
  return 'productId' in item ? [item.productId] : item.products.map((one) => one.productId);
}

async function possibleReceivers(
  transaction: Transaction,
  { shipToEmails, contacts }: Entitlement,
  { to = [], cc = [] }: EntitlementEmailWish,
  holder: { readonly account: number; readonly today: Parameters<typeof selectAnnouncementReceivers>[2] },
): Promise<PossibleReceivers> {
  const members = await selectMembersByAddress(transaction, holder.account, [...to, ...cc, ...shipToEmails]);
  const byAddress = new Map(members.map((user) => [user.email.toLowerCase(), user]));
  const addressed = (address: string): EmailReceiver =>
    asReceiver(byAddress.get(address.toLowerCase()) ?? { ...stranger, email: address }, { address });
  const subscribers = await selectAnnouncementReceivers(transaction, holder.account, holder.today);
  return {
    given: to.map(addressed),
    shipTo: shipToEmails.map(addressed),
    contacts: (await selectActiveUsers(transaction, contacts)).map((user) => asReceiver(user)),
    subscribers: subscribers.map((user) => asReceiver(user, { subscriber: user.id })),
    copied: cc.map(addressed),
  };
}

// English is what every language falls back to.
const stranger = { userId: '', firstName: '', lastName: '', locale: 'en' };

function asReceiver(
  { userId, firstName, lastName, email, locale }: Omit<AddressedUser, 'id'>,
  { address = email, subscriber = null }: { readonly address?: string; readonly subscriber?: number | null } = {},
): EmailReceiver {
  return { subscriber, userId, firstName, lastName, email: address, locale };
}
