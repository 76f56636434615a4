import { useEffect, useLayoutEffect, useRef, type KeyboardEvent, type RefObject } from 'react';

/** A dialog that opens with a form leads to the first field that is wrong, or the first of all, not to the button that closes it. */
export function useFirstField(): RefObject<HTMLFormElement | null> {
  const place = useRef<HTMLFormElement>(null);
  useLayoutEffect(() => {
    if (place.current?.querySelector('[data-autofocus]') !== null) return;
    const first = place.current.querySelector('[aria-invalid="true"]');
    const field = first ?? place.current.querySelector('input:not([type=hidden]),textarea');
    field?.setAttribute('data-autofocus', 'true');
  }, []);
  return place;
}

/** Where fields tell what is wrong with them, the first of those is where one goes on. */
export function useFirstWrongField(place: RefObject<HTMLFormElement | null>, problem: unknown): void {
  useEffect(() => {
    if (problem !== null) place.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [place, problem]);
}

/** A dialog that is taken away leads back to where it was opened from. */
export function useFocusBack(): void {
  useLayoutEffect(() => {
    const opener = document.activeElement;
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
}

/**
 * The Escape key closes a dialog only where it was pressed in it: not in one that lies above it, nor in a list that is open.
 * For `onKeyDown`, with `closeOnEscape` turned off.
 */
export function onOwnEscape(close: () => void): (event: KeyboardEvent<HTMLElement>) => void {
  return ({ key, target, currentTarget, nativeEvent }) => {
    if (key !== 'Escape' || nativeEvent.isComposing || !(target instanceof Element)) return;
    if (!currentTarget.contains(target) || target.getAttribute('data-mantine-stop-propagation') === 'true') return;
    close();
  };
}

/** A button that was busy has lost the focus to nobody: whoever pressed it goes on from there. */
export function useFocusKept(place: RefObject<HTMLFormElement | null>, isBusy: boolean): void {
  const wasBusy = useRef(false);
  useEffect(() => {
    const hasLost = document.activeElement === null || document.activeElement === document.body;
    if (wasBusy.current && !isBusy && hasLost)
      place.current?.querySelector<HTMLElement>('button[type="submit"], button[aria-disabled="true"]')?.focus();
    wasBusy.current = isBusy;
  }, [place, isBusy]);
}
