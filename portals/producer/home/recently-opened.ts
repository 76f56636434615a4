import { useSyncExternalStore } from 'react';

const openedKinds = ['entitlement', 'account', 'product'] as const;
type OpenedKind = (typeof openedKinds)[number];

/** Something that somebody looked at. */
export interface Opened {
  readonly kind: OpenedKind;
  readonly key: string;
  readonly label: string;
}

const keptMax = 8;
const listeners = new Set<() => void>();

/** Remembers in this browser what a user opened, the newest first. */
export function rememberOpened(userId: string, opened: Opened): void {
  const others = recent(userId).filter(({ kind, key }) => kind !== opened.kind || key !== opened.key);
  try {
    localStorage.setItem(placeOf(userId), JSON.stringify([opened, ...others].slice(0, keptMax)));
  } catch {
    // A browser that keeps nothing has no list of what was opened; nothing else depends on it.
  }
  for (const listener of listeners) listener();
}

/** What a user opened in this browser, the newest first. */
export function useRecentlyOpened(userId: string): readonly Opened[] {
  return useSyncExternalStore(subscribe, () => recent(userId));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

// The same text gives the same list, so that React sees when nothing has changed.
let read: { readonly text: string | null; readonly opened: readonly Opened[] } = { text: null, opened: [] };

function recent(userId: string): readonly Opened[] {
  const text = kept(userId);
  if (text !== read.text) read = { text, opened: parsed(text) };
  return read.opened;
}

function kept(userId: string): string | null {
  try {
    return localStorage.getItem(placeOf(userId));
  } catch {
    return null;
  }
}

function placeOf(userId: string): string {
  return `licet recently opened by ${userId}`;
}

function parsed(text: string | null): readonly Opened[] {
  try {
    const list: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(list) ? list.filter(isOpened) : [];
  } catch {
    return [];
  }
}

function isOpened(value: unknown): value is Opened {
  if (typeof value !== 'object' || value === null || !('kind' in value && 'key' in value && 'label' in value))
    return false;
  const { kind, key, label } = value;
  return openedKinds.some((known) => known === kind) && typeof key === 'string' && typeof label === 'string';
}
