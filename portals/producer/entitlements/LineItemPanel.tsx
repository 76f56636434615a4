import { Title } from '@mantine/core';
import type { JSX, ReactNode } from 'react';
import { entitlementsText as text } from '../../messages/en/producer-entitlements.ts';
import { entitlementFormsText } from '../../messages/en/producer-entitlements-forms.ts';
import { useApi } from '../../shared/api/queries.ts';
import { Day } from '../../shared/Day.tsx';
import { Facts, type Fact } from '../../shared/Facts.tsx';
import { Key } from '../../shared/Key.tsx';
import { ancestorsOf } from './chains.ts';
import { AttributeValues } from '../attributes/AttributeValues.tsx';
import { ChainPicture } from './ChainPicture.tsx';
import { CopiesBar } from './CopiesBar.tsx';
import { EndDay } from './EndDay.tsx';
import type { Entitlement, LineItem } from './item-words.ts';
import { LinkedKeys } from './verbs/LinkedKeys.tsx';
import { termWishOf } from './forms/term-wish.ts';
import { termInWords } from './forms/term-words.ts';
import { PolicyFacts } from './PolicyFacts.tsx';
import { TypeLetters } from './TypeLetters.tsx';

interface LineItemPanelProps {
  readonly entitlement: Entitlement;
  readonly item: LineItem;
}

/** A line item: its copies, its chain, and its facts. */
export function LineItemPanel({ entitlement, item }: LineItemPanelProps): JSX.Element {
  const children = useChildren(entitlement, item);
  const known = new Map(entitlement.lineItems.map((one) => [one.activationId, one]));
  const ancestors = ancestorsOf(item, known).toReversed();
  return (
    <>
      <section>
        <Title order={2}>{text.copies}</Title>
        <CopiesBar item={item} lineItems={children} />
      </section>
      <section>
        <Title order={2}>{text.chain}</Title>
        <ChainPicture ancestors={ancestors} item={item} lineItems={children} />
      </section>
      <section>
        <Title order={2} mb={4}>
          {text.facts}
        </Title>
        <Facts facts={[...what(item), ...when(item), ...rest(item), ...foreignParent(item, ancestors)]} />
      </section>
    </>
  );
}

/** Its children: those of the entitlement at once, then also those that another entitlement may hold. */
function useChildren(entitlement: Entitlement, { activationId }: LineItem): readonly LineItem[] {
  const answer = useApi('listLineItems', { query: { parentActivationId: activationId, limit: 500 } });
  return (
    answer.data?.items ?? entitlement.lineItems.filter(({ parentActivationId }) => parentActivationId === activationId)
  );
}

/** A parent that another entitlement holds is not in the picture. */
function foreignParent({ parentActivationId }: LineItem, ancestors: readonly LineItem[]): readonly Fact[] {
  if (parentActivationId === null || ancestors.length > 0) return [];
  const search = { q: parentActivationId };
  return [[text.parent, <Key key="parent" value={parentActivationId} to="/line-items" search={search} />]];
}

function what(item: LineItem): readonly Fact[] {
  return [
    [
      text.products,
      item.products.map(({ productId, name, version, quantityPerCopy }) => (
        <div key={productId}>
          {name} {version}
          {quantityPerCopy !== 1 && <span className="licet-quiet"> {text.each(quantityPerCopy)}</span>}
        </div>
      )),
    ],
    [
      text.licenseModels,
      <span key="models">
        <TypeLetters technologies={item.technologies} /> {item.licenseModels.join(', ')}
      </span>,
    ],
    [text.kind, text[`kind_${item.type}`]],
    [text.modelValues, modelValues(item)],
    [
      entitlementFormsText.policiesShort,
      item.policies === null ? null : <PolicyFacts key="p" policies={item.policies} />,
    ],
  ];
}

function modelValues({ licenseModelAttributes }: LineItem): ReactNode {
  const values = Object.entries(licenseModelAttributes);
  if (values.length === 0) return null;
  return values.map(([name, value]) => (
    <div key={name}>
      {name}: {typeof value === 'string' ? value : JSON.stringify(value)}
    </div>
  ));
}

function when(item: LineItem): readonly Fact[] {
  return [
    [text.startDate, item.startDate === null ? null : <Day key="start" day={item.startDate} />],
    [text.startDateOption, text[`starts_${item.startDateOption}`]],
    [text.term, item.term === null ? null : termInWords(termWishOf(item.term))],
    [text.expiration, <EndDay key="end" item={item} />],
    [text.versionDate, versionDate(item)],
    [text.autoRenew, autoRenewal(item)],
  ];
}

function versionDate({ versionDateOption, versionDate: day, versionTerm }: LineItem): ReactNode {
  if (day !== null) return <Day key="version" day={day} />;
  if (versionDateOption === 'now') return null;
  const words = entitlementFormsText[`version_${versionDateOption}`];
  return versionTerm === null ? words : `${words}: ${termInWords(termWishOf(versionTerm))}`;
}

function autoRenewal({ autoRenew }: LineItem): string | null {
  if (autoRenew === null) return null;
  return 'term' in autoRenew ? text.autoRenewTerm(autoRenew.term) : text.autoRenewUntil(autoRenew.expirationDate);
}

function rest(item: LineItem): readonly Fact[] {
  const { entitlementId, maintenance, orderId, orderLineNumber, attributes } = item;
  return [
    [
      text.maintenance,
      maintenance.length === 0 ? null : (
        <LinkedKeys key="m" entitlementId={entitlementId} of={{ lineItem: item.activationId }} keys={maintenance} />
      ),
    ],
    [text.orderId, orderId],
    [text.orderLine, orderLineNumber],
    [entitlementFormsText.partNumber, item.partNumber],
    [entitlementFormsText.notice, item.notice],
    [entitlementFormsText.serialNumber, item.serialNumber],
    [text.description, item.description],
    [
      text.attributes,
      Object.keys(attributes).length === 0 ? null : (
        <AttributeValues key="a" entity="lineItem" attributes={attributes} />
      ),
    ],
  ];
}
