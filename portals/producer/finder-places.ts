import { foldText } from '../../src/shared/folded-text.ts';
import { producerFrame as text } from '../messages/en/producer-frame.ts';
import { settingsText } from '../messages/en/producer-settings.ts';
import { addressOf, type Address, type Hit } from './finder-address.ts';
import { menu } from './navigation.ts';

/** Something that the finder offers: what it is, what it is called, and where it is. */
export interface Offer {
  readonly kind: string;
  /** an ID, which is shown as one; undefined for what has only a name */
  readonly key?: string;
  readonly words: string;
  readonly address: Address;
}

const kinds: Readonly<Record<Hit['kind'], string>> = text.kinds;

/** What was found, and the pages and settings whose names have the words; pages that begin with them are the first. */
export function offersFor(words: string, hits: readonly Hit[], may: (permission: string) => boolean): readonly Offer[] {
  const wanted = foldText(words);
  const places = [...pages(may), ...settings(may)].filter(({ words: name }) => foldText(name).includes(wanted));
  const isMeant = ({ words: name }: Offer): boolean => foldText(name).startsWith(wanted);
  const found = hits.map(offerOf);
  if (hits.some(({ key }) => foldText(key) === wanted)) return [...found, ...places];
  return [...places.filter(isMeant), ...found, ...places.filter((place) => !isMeant(place))];
}

function offerOf(hit: Hit): Offer {
  const { kind, key, label, detail } = hit;
  const address = addressOf(hit);
  // The key of a template is a number that nobody knows.
  if (kind === 'emailTemplate')
    return { kind: kinds[kind], words: [label, detail].filter(Boolean).join(', '), address };
  const words = label === key ? detail : [label, detail].filter(Boolean).join(', ');
  return { kind: kinds[kind], key, words, address };
}

function pages(may: (permission: string) => boolean): readonly Offer[] {
  return menu
    .filter(({ permission }) => permission === undefined || may(permission))
    .map(({ to, label }) => ({ kind: text.page, words: label, address: { to } }));
}

function settings(may: (permission: string) => boolean): readonly Offer[] {
  if (!may('viewSettings')) return [];
  return Object.values(settingsText.names).map((name) => ({
    kind: text.setting,
    words: name,
    address: { to: '/settings', search: { q: name } },
  }));
}
