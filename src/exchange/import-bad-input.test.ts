import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { givenEntitlement, givenImport, givenLineItem, ndjson, smallCatalog } from '../../test/given-import.ts';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';

const account = { entity: 'account', accountId: 'initech', name: 'Initech' };
const entitlement = (...lineItems: readonly object[]): string => ndjson([givenEntitlement('E 1', lineItems)]);
const lineItem = (more: object): string => entitlement(givenLineItem('A 1', more));
const maintenance = {
  activationId: 'M 1',
  productId: 'gold',
  covers: ['A 1'],
  startDate: '2026-01-01',
  expirationDate: '2026-12-31',
};

/** What a file says, and the rows of its report: line, code and pointer. */
const cases: Readonly<Record<string, readonly [file: string | Buffer, ...report: readonly string[]]>> = {
  'a file that was cut off': [ndjson([account]).slice(0, 30), '1 malformed_json'],
  'a line that is no JSON': [`{"entity": account}\n`, '1 malformed_json'],
  'a list instead of lines': ['[{"entity":"account"}]\n', '1 not_an_object'],
  'a number instead of an object': ['17\nnull\n"account"\n', '1 not_an_object', '2 not_an_object', '3 not_an_object'],
  'no entity': ['{"accountId":"initech"}\n', '1 unknown_entity /entity'],
  'an entity that does not exist': [ndjson([{ ...account, entity: 'acount' }]), '1 unknown_entity /entity'],
  'an entity of a later release': [
    ndjson([{ entity: 'webRegisterKey', webRegisterKey: 'W' }]),
    '1 unknown_entity /entity',
  ],
  'letters that are not UTF-8': [
    Buffer.from([...Buffer.from('{"entity":"'), 0xff, ...Buffer.from('"}\n')]),
    '1 invalid_utf8',
  ],
  'a file in UTF-16': [Buffer.from('\u{FEFF}{}', 'utf16le'), '1 invalid_utf8'],
  'a zero byte': ['{"entity":"account",\0}\n', '1 malformed_json'],
  'zero characters': [
    ndjson([{ ...account, accountId: 'ini\0tech', name: 'Ini\0tech' }]),
    '1 forbidden_character /accountId',
    '1 forbidden_character /name',
  ],
  'half a character': ['{"entity":"account","accountId":"a","name":"\\ud800"}\n', '1 forbidden_character /name'],
  'a mistyped field': [ndjson([{ ...account, nmae: 'x' }]), '1 unknown_field /nmae'],
  'a field named __proto__': [
    '{"entity":"account","accountId":"a","name":"A","__proto__":{"type":"producer"}}\n',
    '1 forbidden_name /__proto__',
  ],
  'an attribute named __proto__': [
    '{"entity":"account","accountId":"a","name":"A","attributes":{"\\u005f_proto__":1}}\n',
    '1 forbidden_name /attributes/__proto__',
  ],
  'lists in lists without end': [
    `{"entity":"account","accountId":"a","name":"A","attributes":{"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}}\n`,
    '1 wrong_type /attributes/a',
  ],
  'fields of wrong types': [
    ndjson([{ entity: 'account', accountId: 7, name: null, parents: 'x' }]),
    '1 wrong_type /accountId',
    '1 wrong_type /name',
    '1 wrong_type /parents',
  ],
  'a missing key': [ndjson([{ entity: 'account', name: 'Initech' }]), '1 required /accountId'],
  'forbidden characters in IDs': [
    ndjson([givenEntitlement('E/1', [givenLineItem('A,1'), givenLineItem(' A')])]),
    '1 forbidden_character /entitlementId',
    '1 forbidden_character /lineItems/0/activationId',
    '1 blank_at_end /lineItems/1/activationId',
  ],
  'an account that does not exist': [
    ndjson([givenEntitlement('E 1', [], { accountId: 'nobody' })]),
    '1 unknown_reference /accountId',
  ],
  'a product that does not exist': [
    lineItem({ products: [{ productId: 'cda' }] }),
    '1 unknown_reference /lineItems/0/products/0/productId',
  ],
  'a license model that does not exist': [
    lineItem({ licenseModels: ['n'] }),
    '1 unknown_reference /lineItems/0/licenseModels/0',
  ],
  'a parent that does not exist': [
    lineItem({ type: 'renewal', parentActivationId: 'A 0' }),
    '1 unknown_reference /lineItems/0/parentActivationId',
  ],
  'parents in a circle': [
    entitlement(
      givenLineItem('A 1', { type: 'renewal', parentActivationId: 'A 2' }),
      givenLineItem('A 2', { type: 'renewal', parentActivationId: 'A 1' }),
    ),
    '1 parent_circle /lineItems/0/parentActivationId',
    '1 parent_circle /lineItems/1/parentActivationId',
  ],
  'accounts in a circle': [
    ndjson([
      account,
      { entity: 'account', accountId: 'hooli', name: 'Hooli', parents: ['initech'] },
      { ...account, parents: ['hooli'] },
    ]),
    '3 account_circle /parents/0',
  ],
  'maintenance for a line item that does not exist': [
    ndjson([givenEntitlement('E 1', [], { maintenanceLineItems: [{ ...maintenance, state: 'draft' }] })]),
    '1 unknown_reference /maintenanceLineItems/0/covers/0',
  ],
  'the same ID twice in one entitlement': [
    entitlement(givenLineItem('A 1'), givenLineItem('A 1')),
    '1 id_taken /lineItems/1/activationId',
  ],
  'the same ID twice in a change of an entitlement': [
    ndjson([
      givenEntitlement('E 1', [givenLineItem('A 1')]),
      givenEntitlement('E 1', [givenLineItem('A 1', { quantity: 3 }), givenLineItem('A 1')]),
    ]),
    '2 id_taken /lineItems/1/activationId',
  ],
  'accounts that close a circle through what is stored': [
    ndjson([
      ...['a', 'b', 'c', 'd'].map((accountId) => ({ entity: 'account', accountId, name: 'Circle' })),
      { entity: 'account', accountId: 'b', name: 'Circle', parents: ['c'] },
      { entity: 'account', accountId: 'd', name: 'Circle', parents: ['a'] },
      { entity: 'account', accountId: 'a', name: 'Circle', parents: ['b'] },
      { entity: 'account', accountId: 'c', name: 'Circle', parents: ['d'] },
    ]),
    '7 account_circle /parents/0',
    '8 account_circle /parents/0',
  ],
  'the same ID in two entitlements': [
    ndjson([givenEntitlement('E 1', [givenLineItem('A 1')]), givenEntitlement('E 2', [givenLineItem('A 1')])]),
    '2 id_taken /lineItems/0/activationId',
  ],
  'an activation ID that is an entitlement ID': [
    ndjson([givenEntitlement('E 1', []), givenEntitlement('E 2', [givenLineItem('E 1')])]),
    '2 id_taken /lineItems/0/activationId',
  ],
  '29 February of a common year': [lineItem({ startDate: '2026-02-29' }), '1 wrong_date /lineItems/0/startDate'],
  'a start after the end': [lineItem({ startDate: '2027-01-01' }), '1 start_after_end /lineItems/0/startDate'],
  'a number as text': [lineItem({ quantity: '10' }), '1 wrong_type /lineItems/0/quantity'],
  'no copies': [lineItem({ quantity: 0 }), '1 too_small /lineItems/0/quantity'],
  'fewer than no copies': [lineItem({ quantity: -1 }), '1 too_small /lineItems/0/quantity'],
  'half a copy': [lineItem({ quantity: 1.5 }), '1 wrong_type /lineItems/0/quantity'],
  'more copies than there are': [lineItem({ quantity: 2_000_000_000 }), '1 too_large /lineItems/0/quantity'],
  'a term of nothing': [lineItem({ expirationDate: null, term: 'P0D' }), '1 wrong_term /lineItems/0/term'],
  'a state that does not exist': [lineItem({ state: 'expired' }), '1 wrong_value /lineItems/0/state'],
  'a deployed line item of a draft': [
    ndjson([givenEntitlement('E 1', [givenLineItem('A 1')], { state: 'draft' })]),
    '1 state_combination /lineItems/0/state',
  ],
  'a deployed line item of a test': [
    ndjson([givenEntitlement('E 1', [givenLineItem('A 1')], { state: 'test' })]),
    '1 state_combination /lineItems/0/state',
  ],
  'a test that is deployed': [ndjson([givenEntitlement('E 1', [], { test: true })]), '1 state_combination /state'],
  'children that draw more than their parent has': [
    entitlement(
      givenLineItem('A 1'),
      givenLineItem('A 2', { type: 'renewal', parentActivationId: 'A 1', quantity: 6 }),
      givenLineItem('A 3', { type: 'upgrade', parentActivationId: 'A 1', quantity: 5 }),
    ),
    '1 insufficient_copies /lineItems/0/quantity',
  ],
  'children in other entitlements that draw more than their parent has': [
    ndjson([
      givenEntitlement('E 1', [givenLineItem('A 1')]),
      givenEntitlement('E 2', [givenLineItem('A 2', { type: 'renewal', parentActivationId: 'A 1', quantity: 6 })]),
      givenEntitlement('E 3', [givenLineItem('A 3', { type: 'renewal', parentActivationId: 'A 1', quantity: 6 })]),
    ]),
    '3 insufficient_copies /lineItems/0/quantity',
  ],
  'a user name of somebody else': [
    ndjson(
      ['ann', 'ANN'].map((userName) => ({
        entity: 'user',
        userId: userName,
        userName,
        firstName: '',
        lastName: '',
        email: 'ann@example.com',
      })),
    ),
    '2 user_name_taken /userName',
  ],
  'a line of 50 MB': [
    Buffer.concat([Buffer.alloc(50_000_000, '{'), Buffer.from(`\n${ndjson([{ ...account, name: 7 }])}`)]),
    '1 line_too_long',
    '2 wrong_type /name',
  ],
};

describe.each(postgresVersions())('bad input on PostgreSQL %i', (version) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ version });
    await givenImport(world, [...smallCatalog]);
  });
  afterAll(() => world.close());

  it.each(Object.entries(cases))('reports %s and keeps nothing of it', async (_, [file, ...report]) => {
    const before = await stateOf(world);
    const view = await givenImport(world, file, { dryRun: true });
    expect(
      view.report.map((row) => [row.line, row.code, row.pointer].filter((part) => part !== null).join(' ')),
    ).toEqual(report);
    expect(view.status).toBe('succeeded');
    expect(view.counts.failed).toBe(new Set(view.report.map((row) => row.line)).size);
    const stopped = await givenImport(world, file, { onError: 'stop' });
    expect(stopped.status).toBe('failed');
    expect(stopped.report).toEqual(view.report);
    expect(await stateOf(world)).toEqual(before);
  });

  it('imports what is good around what is bad', async () => {
    const lines = [
      '{"entity":"account","accountId":"good-1","name":"Good"}',
      '{"entity":"account","accountId":"bad"}',
      '{"entity":"acc',
      '{"entity":"account","accountId":"good-2","name":"Good"}',
    ];
    const view = await givenImport(world, lines.join('\r\n'));
    expect(view.status).toBe('succeeded');
    expect(view.counts).toMatchObject({
      records: 4,
      created: 2,
      failed: 2,
      entities: { account: { records: 3, created: 2, failed: 1 } },
    });
    expect(view.report.map((row) => [row.line, row.entity, row.key, row.code])).toEqual([
      [2, 'account', 'bad', 'required'],
      [3, null, null, 'malformed_json'],
    ]);
  });

  it('says that a file is cut off where its last line is', async () => {
    const view = await givenImport(world, '{"entity":"account","accountId":"a"');
    expect(view.report[0]?.message).toContain('the file seems to be cut off');
  });

  it('names the nearest entity and field', async () => {
    const view = await givenImport(world, ndjson([{ entity: 'acount' }, { ...account, adress: {} }]));
    expect(view.report.map((row) => row.message)).toEqual([
      'There is no entity "acount". Did you mean account?',
      'There is no field adress here. Did you mean address?',
    ]);
  });
});

async function stateOf({ app: { database } }: World): Promise<unknown> {
  const tables = [
    'account',
    'licetUser',
    'entitlement',
    'lineItem',
    'historyRecord',
    'identifier',
    'importPiece',
  ] as const;
  return Promise.all(
    tables.map(async (table) => [
      table,
      await database
        .selectFrom(table)
        .select(({ fn }) => fn.countAll<number>().as('rows'))
        .executeTakeFirstOrThrow(),
    ]),
  );
}
