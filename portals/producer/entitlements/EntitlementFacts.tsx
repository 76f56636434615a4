import { Badge, SimpleGrid } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import { entitlementsText as text } from '../../messages/en/producer-entitlements.ts';
import { entitlementFormsText } from '../../messages/en/producer-entitlements-forms.ts';
import { Instant } from '../../shared/Day.tsx';
import { Facts } from '../../shared/Facts.tsx';
import { AccountLink } from '../accounts/AccountLink.tsx';
import { AttributeValues } from '../attributes/AttributeValues.tsx';
import type { Entitlement } from './item-words.ts';
import { People, Person } from './People.tsx';

/** The head of an entitlement: whose it is, what it belongs to, who made it and when. */
export function EntitlementFacts({ entitlement }: { readonly entitlement: Entitlement }): JSX.Element {
  const { createdAt, createdBy, updatedAt, updatedBy, description, attributes } = entitlement;
  const hasAttributes = Object.keys(attributes).length > 0;
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl" verticalSpacing={4}>
      <Facts
        facts={[
          [text.account, <AccountLink key="account" id={entitlement.accountId} name={entitlement.accountName} />],
          [text.channelPartners, channelPartners(entitlement)],
          [text.orderIds, orderIds(entitlement)],
          [text.shipTo, shipTo(entitlement)],
          [
            entitlementFormsText.contacts,
            entitlement.contacts.length === 0 ? null : <People key="contacts" ids={entitlement.contacts} />,
          ],
          [entitlementFormsText.variation, entitlement.emailTemplateVariation],
          [text.description, description],
        ]}
      />
      <Facts
        facts={[
          [text.made, <Stamp key="made" at={createdAt} by={createdBy} />],
          [text.changed, updatedAt === createdAt ? null : <Stamp key="changed" at={updatedAt} by={updatedBy} />],
          [
            text.attributes,
            hasAttributes && <AttributeValues key="attributes" entity="entitlement" attributes={attributes} />,
          ],
          [text.bulk, text.regular],
        ]}
      />
    </SimpleGrid>
  );
}

function Stamp({ at, by }: { readonly at: string; readonly by: string }): JSX.Element {
  return (
    <>
      <Instant at={at} /> {text.madeBy(by)}
    </>
  );
}

function shipTo({ shipToEmails, shipToAddress }: Entitlement): JSX.Element | null {
  if (shipToEmails.length === 0 && shipToAddress === null) return null;
  return (
    <>
      {shipToEmails.join(', ')}
      {shipToAddress !== null && <div style={{ whiteSpace: 'pre-line' }}>{shipToAddress}</div>}
    </>
  );
}

function orderIds({ lineItems, maintenanceLineItems }: Entitlement): JSX.Element | null {
  const orders = [...lineItems, ...maintenanceLineItems].flatMap(({ orderId }) => (orderId === null ? [] : [orderId]));
  const distinct = [...new Set(orders)];
  if (distinct.length === 0) return null;
  return (
    <>
      {distinct.map((orderId, index) => (
        <span key={orderId}>
          {index > 0 && ', '}
          <Link to="/entitlements" search={{ orderId }}>
            {orderId}
          </Link>
        </span>
      ))}
    </>
  );
}

function channelPartners(entitlement: Entitlement): JSX.Element | null {
  if (entitlement.channelPartners.length === 0) return null;
  return (
    <>
      {entitlement.channelPartners.map(({ tier, accountId, currentOwner, contact }) => (
        <div key={`${tier} ${accountId}`}>
          {tier}: <AccountLink id={accountId} />{' '}
          {contact !== null && (
            <span className="licet-quiet">
              (<Person id={contact} />)
            </span>
          )}{' '}
          {currentOwner && (
            <Badge size="xs" variant="outline" color="gray">
              {text.currentOwner}
            </Badge>
          )}
        </div>
      ))}
    </>
  );
}
