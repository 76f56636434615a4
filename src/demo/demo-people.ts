import type { NewUser } from '../accounts/account-schemas.ts';
import { demoPartnerIds } from './demo-accounts.ts';

export const demoRoles = [
  {
    name: 'License Administrator',
    kind: 'customer',
    permissions: ['viewEntitlements', 'viewExpiringEntitlements', 'generateLicenses'],
  },
  {
    name: 'Reseller',
    kind: 'partner',
    permissions: ['viewEntitlements', 'viewExpiringEntitlements', 'splitLineItems'],
  },
] as const;

type Row = readonly [accountId: string, mailbox: string, firstName: string, lastName: string, locale: string];

const receivers: readonly Row[] = [
  ['barry-studio', 'lisa', 'Lisa', 'Barry', 'en-IE'],
  ['barry-studio', 'siobhan', 'Siobhán', 'Byrne', 'en-IE'],
  ['lodz-instruments', 'wanda', 'Wanda', 'Zielińska', 'pl'],
  ['mueller-soehne', 'juergen', 'Jürgen', 'Müller', 'de'],
  ['mueller-soehne', 'heike', 'Heike', 'Großmann', 'de'],
  ['mueller-wien', 'franz', 'Franz', 'Hölzl', 'de-AT'],
  ['papier-general', 'amelie', 'Amélie', 'Roux', 'fr'],
  ['papier-quebec', 'benoit', 'Benoît', 'Tremblay', 'fr-CA'],
  ['sato-optics', 'ken', '健', '佐藤', 'ja'],
  ['fujimi-shuppan', 'misaki', '美咲', '高橋', 'ja'],
  ['harbour-prints', 'ruby', 'Ruby', "O'Neill", 'en-AU'],
  ['grafica-rossi', 'chiara', 'Chiara', 'Rossi', 'it'],
  ['imprenta-nunez', 'inigo', 'Íñigo', 'Núñez', 'es'],
  ['tipografia-aurora', 'joao', 'João', 'Conceição', 'pt'],
  ['atlas-editora', 'taina', 'Tainá', 'Araújo', 'pt-BR'],
  ['athina-fotografia', 'eleni', 'Ελένη', 'Παπαδοπούλου', 'el'],
  ['kyiv-druk', 'oksana', 'Оксана', 'Шевчук', 'uk'],
  ['hangang-media', 'minji', '민지', '김', 'ko'],
  ['jiangnan-printing', 'wei', '伟', '王', 'zh-CN'],
  ['nil-publishing', 'layla', 'ليلى', 'حسن', 'ar'],
  ['tavor-labs', 'noa', 'נועה', 'כהן', 'he'],
  ['bharat-mudran', 'priya', 'प्रिया', 'शर्मा', 'hi'],
  ['bogazici-baski', 'isil', 'Işıl', 'Çağlar', 'tr'],
  ['huong-giang', 'linh', 'Linh', 'Nguyễn', 'vi'],
  ['reykjavik-ljosmyndir', 'bjork', 'Björk', 'Þórsdóttir', 'is'],
  ['goteborgs-tryckeri', 'asa', 'Åsa', 'Sjöberg', 'sv'],
  ['drukkerij-de-vos', 'pieter', 'Pieter', 'De Vos', 'nl-BE'],
  ['tiskarna-morava', 'jiri', 'Jiří', 'Dvořák', 'cs'],
  ['maple-imaging', 'anita', 'Anita', 'Singh', 'en-CA'],
  ['lakeside-labs', 'marcus', 'Marcus', 'Webb', 'en-US'],
  ['lakeside-research', 'dolores', 'Dolores', 'Vega', 'en-US'],
  ['north-resellers', 'ingrid', 'Ingrid', 'Lund', 'en'],
  ['alpen-vertrieb', 'leopold', 'Leopold', 'Gruber', 'de-AT'],
  ['mirai-trading', 'haruto', '陽翔', '渡辺', 'ja'],
];

/** They may see what expires, but nobody has subscribed them. */
const others: readonly Row[] = [
  ['quiet-press', 'tom', 'Tom', 'Hale', 'en-GB'],
  ['sofia-pechat', 'ivan', 'Иван', 'Георгиев', 'bg'],
  ['aarhus-foto', 'soren', 'Søren', 'Kjær', 'da'],
  ['lakeside-labs', 'joy', 'Joy', 'Okafor', 'en-US'],
  ['pacific-software', 'glenn', 'Glenn', 'Mori', 'en-US'],
];

/** People at the customers; most of them take reminders, at some customers nobody does, and at some there is nobody. */
export const demoPeople: readonly (NewUser & { readonly userId: string })[] = [
  ...receivers.map((row) => person(row, true)),
  ...others.map((row) => person(row, false)),
];

function person([accountId, mailbox, firstName, lastName, locale]: Row, expiringEntitlements: boolean) {
  const email = `${mailbox}@${accountId}.example`;
  const [customer, partner] = demoRoles;
  const role = demoPartnerIds.has(accountId) ? partner : customer;
  return {
    userId: email,
    userName: email,
    firstName,
    lastName,
    email,
    locale,
    memberships: [{ accountId, roles: [role.name] }],
    subscriptions: { expiringEntitlements },
  };
}
