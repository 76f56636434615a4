import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import { foldText } from '../shared/folded-text.ts';
import { contains } from './text-search.ts';

const codes = (from: number, until: number) => Array.from({ length: until - from }, (_, index) => from + index);
const isLetter = (text: string) => /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]$/u.test(text);

describe.each(postgresVersions())('a search on PostgreSQL %i', (version) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ version });
    await sql`insert into account (account_id, name, type, created_by, updated_by)
      select 'N-' || g, 'Name ' || g, 'customer', 'test', 'test' from generate_series(1, 5000) g`.execute(
      world.app.database,
    );
    for (const [id, name] of [
      ['A-1', 'Müller & Söhne'],
      ['A-2', 'Łódź Instruments'],
      ['A-3', '100 % Print_Shop'],
      ['A-4', 'ΣΊΣΥΦΟΣ'],
    ])
      await sql`insert into account (account_id, name, type, created_by, updated_by) values (${id}, ${name}, 'customer', 'test', 'test')`.execute(
        world.app.database,
      );
    await sql`vacuum analyze account`.execute(world.app.database);
  });
  afterAll(() => world.close());

  const expression = sql<string>`search_fold(account.account_id || ' ' || account.name)`;

  test.each([
    ['MÜLLER', ['A-1']],
    ['łódź', ['A-2']],
    ['ŁÓDŹ', ['A-2']],
    ['% print_', ['A-3']],
    ['ντφο', []],
    ['ίσυφ', ['A-4']],
    ['σισυφοσ', ['A-4']],
    ['lodz', ['A-2']],
    ['Muller & sohne', ['A-1']],
    ['müllér', ['A-1']],
    ['a-3 100', ['A-3']],
  ])('for %j finds it in any case, and takes every character as itself', async (text, expected) => {
    const rows = await world.app.database
      .selectFrom('account')
      .select('account.accountId')
      .where(contains(expression, text))
      .orderBy('account.accountId')
      .execute();
    expect(rows.map((row) => row.accountId)).toEqual(expected);
  });

  test('folds every letter as pages do that look for what they have themselves', async () => {
    // Of newer letters not every library knows which are the small ones.
    const letters = [...codes(0xa0, 0x530), ...codes(0x1e00, 0x1f00)].map((code) => String.fromCodePoint(code));
    const { rows } = await sql<{ letter: string; folded: string }>`
      select letter, search_fold(letter) as folded from unnest(${letters}::text[]) as letter`.execute(
      world.app.database,
    );
    const others = rows.filter(({ letter, folded }) => foldText(letter) !== folded && isLetter(letter));
    expect(others.map(({ letter, folded }) => `${letter} ${folded} ${foldText(letter)}`)).toEqual([]);
  });

  test('is answered by the index', async () => {
    const { rows } = await sql<{
      queryPlan: string;
    }>`explain (costs off) select 1 from account where ${contains(expression, 'müller')}`.execute(world.app.database);
    expect(JSON.stringify(rows)).toContain('account_search');
  });
});
