import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import { accountsText as text } from '../../messages/en/producer-accounts.ts';
import type { AnswerOf } from '../../shared/api/call.ts';
import { Instant } from '../../shared/Day.tsx';
import { Facts, type Fact } from '../../shared/Facts.tsx';
import { Key } from '../../shared/Key.tsx';
import { AttributeValues } from '../entitlements/AttributeValues.tsx';
import { AccountLink } from './AccountLink.tsx';

type Account = AnswerOf<'getAccount'>;

/** The facts of an account. */
export function AccountFacts({ account }: { readonly account: Account }): JSX.Element {
  const { accountId, parents, address, attributes } = account;
  const lines = ['line1', 'line2', 'postalCode', 'city', 'state', 'region', 'country'].map((name) => address[name]);
  return (
    <Facts
      facts={[
        [text.accountId, <Key key="id" value={accountId} />],
        [text.type, text[`type_${account.type}`]],
        [text.description, account.description],
        [
          text.partOf,
          parents.length === 0
            ? text.noParents
            : parents.map((id) => (
                <div key={id}>
                  <AccountLink id={id} />
                </div>
              )),
        ],
        [
          text.parts,
          <Link key="parts" to="/accounts" search={{ parentId: accountId }}>
            {text.partsLink}
          </Link>,
        ],
        [text.address, lines.filter(Boolean).join(', ')],
        [
          text.attributes,
          Object.keys(attributes).length === 0 ? null : <AttributeValues key="a" attributes={attributes} />,
        ],
        ...stamps(account),
      ]}
    />
  );
}

/** Who made something, and who changed it last. */
export function stamps({
  createdAt,
  createdBy,
  updatedAt,
  updatedBy,
}: Pick<Account, 'createdAt' | 'createdBy' | 'updatedAt' | 'updatedBy'>): readonly Fact[] {
  const stamp = (at: string, by: string): JSX.Element => (
    <span key={at}>
      <Instant at={at} /> {text.by(by)}
    </span>
  );
  return [
    [text.made, stamp(createdAt, createdBy)],
    [text.changed, updatedAt === createdAt ? null : stamp(updatedAt, updatedBy)],
  ];
}
