import { entitlementFormsText as text } from '../../../messages/en/producer-entitlements-forms.ts';

/** What the fields of entitlements and their items are called. */
export const fieldWords: Readonly<Record<string, string>> = {
  entitlementId: text.entitlementId,
  accountId: text.account,
  description: text.description,
  shipToEmails: text.shipToEmails,
  shipToAddress: text.shipToAddress,
  emailTemplateVariation: text.variation,
  contacts: text.contacts,
  channelPartners: text.partners,
  partnerContacts: text.partnerContact,
  attributes: text.attributes,
  activationId: text.activationId,
  products: text.products,
  partNumber: text.partNumber,
  licenseModels: text.licenseModels,
  licenseModelAttributes: text.modelValuesShort,
  policies: text.policiesShort,
  notice: text.notice,
  serialNumber: text.serialNumber,
  quantity: text.quantity,
  startDateOption: text.startDateOption,
  startDate: text.startDate,
  permanent: text.neverEnds,
  term: text.term,
  expirationDate: text.expirationDate,
  versionDateOption: text.versionDateOption,
  versionDate: text.versionDateOption,
  versionTerm: text.versionTerm,
  autoRenew: text.autoRenew,
  orderId: text.orderId,
  orderLineNumber: text.orderLine,
  productId: text.maintenanceProduct,
  covers: text.covers,
};

const wordsInSentences: Readonly<Record<string, string>> = {
  ...fieldWords,
  extraActivations: text.policy_extraActivations,
  cancelLicense: text.policy_cancelLicense,
};

// Only names that no ordinary word is.
const names = Object.keys(wordsInSentences).filter((name) => /[A-Z]/.test(name));
const known = new RegExp(String.raw`\b(${names.join('|')})\b`, 'g');

/** A sentence of the server in which fields are called as the forms call them. */
export function withFieldWords(sentence: string): string {
  return sentence
    .replaceAll(/\bGive it in (policies|licenseModelAttributes)\./g, (_, name: string) =>
      text.giveItUnder(fieldWords[name] ?? name),
    )
    .replaceAll(known, (name) => `“${wordsInSentences[name] ?? name}”`);
}
