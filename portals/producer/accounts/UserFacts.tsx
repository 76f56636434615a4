import { Alert, SimpleGrid } from '@mantine/core';
import type { JSX } from 'react';
import { accountsText as text } from '../../messages/en/producer-accounts.ts';
import type { AnswerOf } from '../../shared/api/call.ts';
import { Instant } from '../../shared/Day.tsx';
import { Facts } from '../../shared/Facts.tsx';
import { Key } from '../../shared/Key.tsx';
import { stamps } from './AccountFacts.tsx';
import { MembershipLines } from './MembershipLines.tsx';
import { subscriptionWords } from './user-words.ts';
import { UserStatusMark } from './UserStatusMark.tsx';

type User = AnswerOf<'getUser'>;

/** The facts of a user. */
export function UserFacts({ user }: { readonly user: User }): JSX.Element {
  const { memberships, lockedAt, hasPassword, lastSignInAt } = user;
  return (
    <>
      {lockedAt !== null && (
        <Alert color="red" variant="outline" mb="sm" p="xs">
          {text.lockedSince} <Instant at={lockedAt} />. {text.lockedText}
        </Alert>
      )}
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl" verticalSpacing={4}>
        <Facts
          facts={[
            [text.userName, <Key key="name" value={user.userName} />],
            [
              text.email,
              <a key="email" href={`mailto:${user.email}`}>
                {user.email}
              </a>,
            ],
            [text.status, <UserStatusMark key="status" user={user} />],
            [
              text.memberships,
              memberships.length === 0 ? text.nothing : <MembershipLines key="m" memberships={memberships} />,
            ],
            [text.subscriptions, subscriptionWords(user.subscriptions)],
          ]}
        />
        <Facts
          facts={[
            [text.password, hasPassword ? text.hasPassword : text.noPassword],
            [text.lastSignIn, <Instant key="in" at={lastSignInAt} />],
            [text.locale, user.locale],
            [text.timeZone, user.timeZone],
            ...stamps(user),
          ]}
        />
      </SimpleGrid>
    </>
  );
}
