// The lists of the App Home, and the page of each that somebody looks at.

/** How many of each list stand on a page: together with everything else they stay within the 100 blocks of a view. */
export const pageSizes = { matters: 4, offers: 2, waiting: 5, followUps: 4, rituals: 10, voices: 5 } as const;

export type HomeList = keyof typeof pageSizes;

/** The first page of what is not named; pages count from 0. */
export type HomePages = Partial<Record<HomeList, number>>;

export interface Page<Item> {
  items: Item[];
  number: number;
  /** How many there are on all pages. */
  total: number;
  hasMore: boolean;
}

/** A page of a list; the last one where there are fewer. */
export function pageOf<Item>(all: readonly Item[], wanted: number, size: number): Page<Item> {
  const number = Math.max(0, Math.min(wanted, Math.ceil(all.length / size) - 1));
  const items = all.slice(number * size, (number + 1) * size);
  return { items, number, total: all.length, hasMore: (number + 1) * size < all.length };
}

/** The same page with what is loaded for each item; what is gone meanwhile is left out. */
export function pageWith<Item, Loaded>(page: Page<Item>, load: (item: Item) => Loaded[]): Page<Loaded> {
  return { ...page, items: page.items.flatMap(load) };
}

export function isHomeList(name: string): name is HomeList {
  return Object.hasOwn(pageSizes, name);
}
