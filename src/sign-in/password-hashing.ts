/** Argon2id with the memory and passes that OWASP names; a hash tells its own, so these can grow. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** What is kept of a password. */
export async function hashPassword(password: string): Promise<string> {
  const { hash } = await argon2();
  return hash(password, cost);
}

let standIn: Promise<string> | undefined;

/**
 * True where a password fits what is kept. Where nothing is kept it is false after as long a time, so that nobody learns from a
 * watch who exists.
 */
export async function isPasswordOf(password: string, kept: string | null): Promise<boolean> {
  standIn ??= hashPassword('the password of nobody');
  const { verify } = await argon2();
  const fits = await verify(kept ?? (await standIn), password);
  return kept !== null && fits;
}

/** Loaded when the first password comes: few processes ever see one. */
function argon2() {
  return import('@node-rs/argon2');
}
