import { describe, expect, test } from 'vitest';
import { reasonsAgainstPassword } from './password.ts';

const owner = { userName: 'ada.byron', email: 'ada@analytical.example' };
const codes = (password: string) => reasonsAgainstPassword(password, owner).map((reason) => reason.code);

describe('a password', () => {
  test.each(['a long walk in the rain', 'twelve chars', '東京の夜は静かに更けてゆく。', 'ada.byron and her engine'])(
    '%s is fine',
    (password) => expect(codes(password)).toEqual([]),
  );

  test.each([
    ['short', ['password_too_short']],
    ['x'.repeat(1001), ['password_too_long', 'password_obvious']],
    ['ada.byron', ['password_too_short', 'password_is_own_name']],
    ['Ada@Analytical.example', ['password_is_own_name']],
    ['adaadaadaada', ['password_is_own_name']],
    ['PasswordPassword', ['password_obvious']],
    ['aaaaaaaaaaaaaaa', ['password_obvious']],
    ['1111', ['password_too_short', 'password_obvious']],
  ])('%s is refused with every reason at once', (password, expected) => {
    expect(codes(password)).toEqual(expected);
    for (const reason of reasonsAgainstPassword(password, owner))
      expect(reason).toMatchObject({ pointer: '/password', remedy: expect.any(String) as unknown });
  });

  test('counts characters as people do, not their halves', () => {
    expect(codes('🌧🌧🌧🌧🌧☔')).toEqual(['password_too_short']);
  });
});
