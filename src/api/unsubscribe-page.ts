import type { EmailSubscription } from '../notifications/rules/email-types.ts';
import { canonicalLocale } from '../notifications/rules/template-choice.ts';
import { escapeHtml } from './html-page.ts';

/** The words of the page behind an unsubscribe link, in one language. */
interface Words {
  readonly ask: string;
  readonly button: string;
  readonly done: string;
  readonly doneText: string;
  readonly unknown: string;
  readonly unknownText: string;
  readonly kinds: Readonly<Record<EmailSubscription, string>>;
}

const en: Words = {
  ask: 'Stop these emails?',
  button: 'Unsubscribe',
  done: 'You are unsubscribed',
  doneText: 'You will get no more of these emails. Whoever looks after your account can switch them on again.',
  unknown: 'This link leads nowhere',
  unknownText:
    'It is not, or no longer, the unsubscribe link of anybody, and nothing was changed. Please open the link in the latest email, or answer that email and say that you want no more of them.',
  kinds: {
    expiringEntitlements: 'Emails about licenses and maintenance contracts that expire',
    productUpgrades: 'Emails about new product versions',
    announcements: 'Announcements',
  },
};

const de: Words = {
  ask: 'Diese E-Mails abbestellen?',
  button: 'Abbestellen',
  done: 'Sie haben die E-Mails abbestellt',
  doneText: 'Sie erhalten keine weiteren E-Mails dieser Art. Wer Ihr Konto betreut, kann sie wieder einschalten.',
  unknown: 'Dieser Link führt ins Leere',
  unknownText:
    'Er gehört zu keinem Abonnement oder nicht mehr, und es wurde nichts geändert. Bitte öffnen Sie den Link in der neuesten E-Mail, oder antworten Sie auf diese und teilen Sie uns mit, dass Sie keine weiteren wünschen.',
  kinds: {
    expiringEntitlements: 'E-Mails über ablaufende Lizenzen und Wartungsverträge',
    productUpgrades: 'E-Mails über neue Produktversionen',
    announcements: 'Ankündigungen',
  },
};

const fr: Words = {
  ask: 'Ne plus recevoir ces e-mails ?',
  button: 'Se désabonner',
  done: 'Vous êtes désabonné(e)',
  doneText:
    'Vous ne recevrez plus d’e-mails de ce type. La personne qui gère votre compte peut les réactiver à tout moment.',
  unknown: 'Ce lien ne mène nulle part',
  unknownText:
    'Il ne correspond à aucun abonnement, ou n’est plus valable ; rien n’a été modifié. Veuillez ouvrir le lien figurant dans le dernier e-mail reçu, ou répondre à celui-ci en indiquant que vous n’en souhaitez plus.',
  kinds: {
    expiringEntitlements: 'E-mails sur l’expiration de vos licences et contrats de maintenance',
    productUpgrades: 'E-mails sur les nouvelles versions des produits',
    announcements: 'Annonces',
  },
};

const ja: Words = {
  ask: 'このメールの配信を停止しますか？',
  button: '配信を停止する',
  done: '配信を停止しました',
  doneText:
    '今後、この種類のメールはお送りいたしません。再開をご希望の場合は、アカウントの管理担当者にご依頼ください。',
  unknown: 'このリンクは無効です',
  unknownText:
    '該当する配信設定が見つからないため、何も変更しておりません。お手数ですが、最新のメールに記載のリンクを開いていただくか、そのメールに返信して配信停止をお申し付けください。',
  kinds: {
    expiringEntitlements: 'ライセンスおよび保守契約の有効期限に関するメール',
    productUpgrades: '製品の新バージョンに関するメール',
    announcements: 'お知らせ',
  },
};

const languages: ReadonlyMap<string, Words> = new Map(Object.entries({ en, de, fr, ja }));

export interface UnsubscribePage {
  readonly language: string;
  readonly title: string;
  readonly body: string;
}

/** Asks whether to stop: looking at it changes nothing, as mail programs and scanners open links by themselves. */
export function questionPage(subscription: EmailSubscription, locale: string): UnsubscribePage {
  return pageIn(locale, (words) => ({
    title: words.ask,
    text: words.kinds[subscription],
    more: `<form method="post"><button type="submit">${escapeHtml(words.button)}</button></form>`,
  }));
}

/** Says that it is so. */
export function donePage(subscription: EmailSubscription, locale: string): UnsubscribePage {
  return pageIn(locale, (words) => ({
    title: words.done,
    text: words.kinds[subscription],
    more: `<p>${escapeHtml(words.doneText)}</p>`,
  }));
}

/** Says that nobody has this link. */
export function unknownLinkPage(locale: string): UnsubscribePage {
  return pageIn(locale, (words) => ({ title: words.unknown, text: words.unknownText, more: '' }));
}

function pageIn(
  locale: string,
  say: (words: Words) => { readonly title: string; readonly text: string; readonly more: string },
): UnsubscribePage {
  const wished = new Intl.Locale(canonicalLocale(locale) ?? 'en').language;
  const words = languages.get(wished);
  const { title, text, more } = say(words ?? en);
  return {
    language: words === undefined ? 'en' : wished,
    title,
    body: `<h1>${escapeHtml(title)}</h1>\n<p>${escapeHtml(text)}</p>\n${more}`,
  };
}
