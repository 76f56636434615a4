import type { Page, PageRequest } from '../platform/paging.ts';

const itemsAtOnce = 500;

/** The pages of a list from its first to its last item. */
export async function* everyPage<Item>(
  list: (request: PageRequest) => Promise<Page<Item>>,
): AsyncGenerator<readonly Item[]> {
  let cursor: string | undefined;
  do {
    const page = await list({ limit: itemsAtOnce, cursor });
    yield page.items;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}

/** All items of a list, for what must see the last one first. */
export async function everyItem<Item>(list: (request: PageRequest) => Promise<Page<Item>>): Promise<readonly Item[]> {
  const items: Item[] = [];
  for await (const page of everyPage(list)) items.push(...page);
  return items;
}
