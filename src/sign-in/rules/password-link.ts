import type { Reason } from '../../shared/decision.ts';
import type { UserStatus } from '../../shared/vocabulary.ts';

/** What somebody chooses a password for by a one-time link. */
export const linkPurposes = ['firstAdministrator', 'invitation', 'registration', 'passwordReset'] as const;
export type LinkPurpose = (typeof linkPurposes)[number];

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How long a link can be used, in milliseconds. */
export const linkMilliseconds: Readonly<Record<LinkPurpose, number>> = {
  firstAdministrator: 7 * day,
  invitation: 14 * day,
  registration: 3 * day,
  passwordReset: 2 * hour,
};

/** Who asks again so soon, for themselves or in the name of others, gets no second message. */
export const linkEveryMilliseconds = 2 * minute;

export const invitationDays = linkMilliseconds.invitation / day;
export const registrationDays = linkMilliseconds.registration / day;
export const resetHours = linkMilliseconds.passwordReset / hour;

/** True where a link can be used no more. */
export function isLinkOver(link: { readonly expiresAt: Date; readonly usedAt: Date | null }, now: Date): boolean {
  return link.usedAt !== null || now >= link.expiresAt;
}

/** What speaks against giving a user a way to choose a password: with one they could not sign in. */
export function reasonsAgainstLink(
  user: { readonly userId: string; readonly status: UserStatus; readonly portalAccess: boolean },
  hasPlace: boolean,
): readonly Reason[] {
  const reasons: Reason[] = [];
  if (user.status !== 'active')
    reasons.push({
      code: 'user_inactive',
      message: `${user.userId} is inactive.`,
      remedy: 'Make the user active first.',
    });
  if (!user.portalAccess)
    reasons.push({
      code: 'no_portal_access',
      message: `${user.userId} is a contact, who has no way in.`,
      remedy: 'Give the contact portalAccess, with a userName.',
    });
  if (!hasPlace && user.portalAccess)
    reasons.push({
      code: 'no_membership',
      message: `${user.userId} has no membership that is valid today.`,
      remedy: 'Give the user one, with a role.',
      pointer: '/memberships',
    });
  return reasons;
}
