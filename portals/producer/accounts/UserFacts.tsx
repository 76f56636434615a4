import { Alert, SimpleGrid } from '@mantine/core';
import type { JSX } from 'react';
import { accountsText as text } from '../../messages/en/producer-accounts.ts';
import type { AnswerOf } from '../../shared/api/call.ts';
import { Instant } from '../../shared/Day.tsx';
import { Facts, type Fact } from '../../shared/Facts.tsx';
import { Key } from '../../shared/Key.tsx';
import { AttributeValues } from '../attributes/AttributeValues.tsx';
import { stamps } from './AccountFacts.tsx';
import { addressLine } from './AddressFields.tsx';
import { MembershipLines } from './MembershipLines.tsx';
import { ProductLineLinks } from './ProductLineLinks.tsx';
import { subscriptionWords } from './user-words.ts';
import { UserStatusMark } from './UserStatusMark.tsx';

type User = AnswerOf<'getUser'>;

/** The facts of a user. */
export function UserFacts({ user }: { readonly user: User }): JSX.Element {
  const { lockedAt, deletedAt } = user;
  return (
    <>
      {deletedAt !== null && (
        <Alert color="gray" variant="outline" mb="sm" p="xs">
          {text.deletedText} <Instant at={deletedAt} />
        </Alert>
      )}
      {lockedAt !== null && (
        <Alert color="red" variant="outline" mb="sm" p="xs">
          {text.lockedSince} <Instant at={lockedAt} />. {text.lockedText}
        </Alert>
      )}
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl" verticalSpacing={4}>
        <Facts facts={whoTheyAre(user)} />
        <Facts facts={howTheyComeIn(user)} />
      </SimpleGrid>
    </>
  );
}

function whoTheyAre(user: User): readonly Fact[] {
  const { email, userName, memberships, productLines } = user;
  return [
    [text.userName, userName !== null && <Key key="name" value={userName} />],
    [
      text.email,
      <a key="email" href={`mailto:${email}`}>
        {email}
      </a>,
    ],
    [text.phone, user.phone],
    [text.address, addressLine(user.address)],
    [text.status, <UserStatusMark key="status" user={user} />],
    [text.memberships, memberships.length === 0 ? text.nothing : <MembershipLines key="m" memberships={memberships} />],
    [text.productLines, productLines.length === 0 ? null : <ProductLineLinks key="l" productLines={productLines} />],
    [text.subscriptions, subscriptionWords(user.subscriptions)],
  ];
}

function howTheyComeIn(user: User): readonly Fact[] {
  const { portalAccess, lastSignInAt, attributes } = user;
  return [
    [text.access, portalAccess ? text.access_user : text.contactText],
    [text.sharedLogin, user.sharedLogin && text.sharedLoginHint],
    [text.password, portalAccess && (user.hasPassword ? text.hasPassword : text.noPassword)],
    [text.lastSignIn, (portalAccess || lastSignInAt !== null) && <Instant key="in" at={lastSignInAt} />],
    [text.locale, user.locale],
    [text.timeZone, user.timeZone],
    [
      text.attributes,
      Object.keys(attributes).length > 0 && <AttributeValues key="attributes" entity="user" attributes={attributes} />,
    ],
    ...stamps(user),
  ];
}
