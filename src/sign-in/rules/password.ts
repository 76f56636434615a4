import type { Reason } from '../../shared/decision.ts';

const lengthMin = 12;
/** Longer ones only cost time to hash. */
export const passwordLengthMax = 1000;

/** What many people take first, and so do those who guess. */
const obvious: readonly string[] = [
  '123456789012',
  '1234567890123',
  '12345678901234',
  '1234567890123456',
  'qwertyuiop123',
  'qwertyuiop[]',
  'password1234',
  'password12345',
  'passwordpassword',
  'administrator',
  'letmeinletmein',
  'iloveyouiloveyou',
  'changemechangeme',
  'welcomewelcome',
  'correcthorsebatterystaple',
];

/**
 * What speaks against a password: all at once. Length is what makes one strong, so nothing is said of digits and signs; it is
 * not the name or address of its owner, nor what everybody would try first.
 */
export function reasonsAgainstPassword(
  password: string,
  owner: { readonly userName: string; readonly email: string },
  pointer = '/password',
): readonly Reason[] {
  const reasons: Reason[] = [];
  const length = [...password].length;
  const folded = password.toLowerCase();
  const add = (code: string, message: string, remedy: string): void =>
    void reasons.push({ code, message, remedy, pointer });
  if (length < lengthMin)
    add(
      'password_too_short',
      `The password has ${length} characters.`,
      `Take ${lengthMin} or more: a few words are fine.`,
    );
  if (length > passwordLengthMax)
    add('password_too_long', `The password has ${length} characters.`, `Take ${passwordLengthMax} at most.`);
  if (isOwn(folded, owner))
    add('password_is_own_name', 'The password is your user name or email address.', 'Take something else.');
  if (isObvious(folded))
    add('password_obvious', 'This is one of the passwords that are tried first.', 'Take one that only you think of.');
  return reasons;
}

function isOwn(folded: string, { userName, email }: { readonly userName: string; readonly email: string }): boolean {
  const names = [userName, email, email.split('@')[0] ?? ''].map((name) => name.toLowerCase());
  return names.some((name) => name !== '' && folded.replaceAll(name, '') === '');
}

function isObvious(folded: string): boolean {
  return obvious.includes(folded) || new Set(folded).size === 1;
}
