/** The cursors of pages in the order in which somebody turned them; the first page has none. */
export type PageTrail = readonly (string | undefined)[];

/**
 * The pages before the one that is shown. The browser's own Back and Forward change the page without a word, so whatever the
 * trail holds from this page on is not before it.
 */
export function pagesBefore(trail: PageTrail, cursor: string | undefined): PageTrail {
  const here = trail.indexOf(cursor);
  return here === -1 ? trail : trail.slice(0, here);
}
