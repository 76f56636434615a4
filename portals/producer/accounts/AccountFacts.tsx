import type { JSX } from 'react';
import { accountsText as text } from '../../messages/en/producer-accounts.ts';
import type { AnswerOf } from '../../shared/api/call.ts';
import { Instant } from '../../shared/Day.tsx';
import { Facts, type Fact } from '../../shared/Facts.tsx';
import { Key } from '../../shared/Key.tsx';
import { AttributeValues } from '../attributes/AttributeValues.tsx';
import { AccountLink } from './AccountLink.tsx';
import { ProductLineLinks } from './ProductLineLinks.tsx';
import { addressLine } from './AddressFields.tsx';

type Account = AnswerOf<'getAccount'>;

/** The facts of an account. */
export function AccountFacts({ account }: { readonly account: Account }): JSX.Element {
  const { accountId, parents, address, attributes, productLines } = account;
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
        [text.address, addressLine(address)],
        [
          text.productLines,
          productLines.length === 0 ? null : <ProductLineLinks key="l" productLines={productLines} />,
        ],
        [text.visibleToOthers, account.visibleToOthers ? text.yes : text.no],
        [
          text.attributes,
          Object.keys(attributes).length === 0 ? null : (
            <AttributeValues key="a" entity="account" attributes={attributes} />
          ),
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
