import { plural } from '../plural.ts';

/** What the pages of features, bundles, lines, technologies, models and part numbers have in common. */
export const partsText = {
  name: 'Name',
  id: 'ID',
  idHint: 'Left empty, one is made. It stays for good.',
  description: 'Description',
  version: 'Version',
  state: 'State',
  count: 'Count',
  made: 'Made',
  changed: 'Changed',
  by: (who: string) => `by ${who}`,
  nothing: 'nothing',
  yes: 'yes',
  no: 'no',

  overview: 'Overview',
  usedBy: 'Used by',
  copy: 'Make a copy',
  copyOf: (name: string) => `Copy of ${name}`,
  copiedFrom: (name: string) => `Filled in from ${name}; the copy is a thing of its own, and a draft.`,
  apply: 'Change it',
  staysAsItIs: (state: string) => `Stays as it is: it is ${state.toLowerCase()}`,
  whyStays: 'What customers have may depend on it, so only the description can change.',

  products: 'Products',
  noProducts: 'No product uses it',
  noProductsText: 'As soon as a product holds it, the product stands here.',
  productKind: 'Kind',
  kind_licensed: 'Product',
  kind_suite: 'Suite',
  kind_maintenance: 'Maintenance',
  inProducts: (count: number) => plural('en', count, { one: '1 product', other: `${count} products` }),
  inBundles: (count: number) => plural('en', count, { one: '1 bundle', other: `${count} bundles` }),
  inModels: (count: number) => plural('en', count, { one: '1 model', other: `${count} models` }),
  unused: 'nothing yet',
};
