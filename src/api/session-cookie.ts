/** The cookie that carries the token of a session. */
export const sessionCookieName = 'licet_session';

/** The session token in a `Cookie` header, if there is one. */
export function sessionTokenIn(header: string | undefined): string | undefined {
  const named = header?.split(/; */).find((one) => one.startsWith(`${sessionCookieName}=`));
  return named?.slice(sessionCookieName.length + 1);
}

/**
 * Headers that give the browser a session, until an instant: no script can read it, and no page of others can send it along.
 * Over https it is never sent without encryption.
 */
export function giveSession(publicUrl: string, token: string, seconds: number): Record<string, string> {
  const secure = publicUrl.startsWith('https:') ? '; Secure' : '';
  const cookie = `${sessionCookieName}=${token}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Strict${secure}`;
  return { 'set-cookie': cookie, 'cache-control': 'no-store' };
}

/** Headers that take the session back. */
export function takeSessionBack(publicUrl: string): Record<string, string> {
  return giveSession(publicUrl, '', 0);
}
