/** So many wrong passwords in a row, and the user is made inactive until an administrator says otherwise. */
export const failedSignInsMax = 10;

/** What a wrong password leaves: the count, and whether that was one too many. */
export function planFailedSignIn(failedBefore: number): { readonly failedSignIns: number; readonly locks: boolean } {
  const failedSignIns = failedBefore + 1;
  return { failedSignIns, locks: failedSignIns >= failedSignInsMax };
}
