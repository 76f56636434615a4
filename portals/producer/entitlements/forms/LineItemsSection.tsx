import { Text } from '@mantine/core';
import { useState, type JSX } from 'react';
import { entitlementFormsText as text } from '../../../messages/en/producer-entitlements-forms.ts';
import { useBranding } from '../../../shared/session.ts';
import type { Row } from './entitlement-wish.ts';
import { ItemDrawer } from './ItemDrawer.tsx';
import { ItemsSection, type SectionProps } from './ItemsSection.tsx';
import { likeIt, nextTo, type LineItemWish } from './line-item-wish.ts';
import { LineItemFields } from './LineItemFields.tsx';
import { newKey, withoutLineItem, withRow } from './row-keys.ts';
import { useDaysInWords } from './use-days-in-words.ts';
import type { EntitlementForm } from './use-entitlement-form.ts';
import { startInWords, useLineItemNames } from './use-row-names.ts';
import { checkLineItem } from './wish-checks.ts';
import { WishRows } from './WishRows.tsx';

/** The line items of the entitlement that is being written. */
export function LineItemsSection(props: SectionProps): JSX.Element {
  const { form, open, onOpen } = props;
  const rows = form.wish.lineItems;
  const opened = rows.find(({ key }) => key === open);
  return (
    <ItemsSection
      title={text.lineItems}
      add={text.addLineItem}
      onAdd={() => onOpen('new')}
      empty={text.noLineItems}
      rows={rows.length === 0 ? undefined : <LineItemRows form={form} onOpen={onOpen} />}
    >
      {(opened !== undefined || open === 'new') && <OpenLineItem {...props} opened={opened} />}
    </ItemsSection>
  );
}

function LineItemRows({ form, onOpen }: Pick<SectionProps, 'form' | 'onOpen'>): JSX.Element {
  const { wish, setWish, problemOf, settle } = form;
  const nameOf = useLineItemNames(wish.lineItems);
  const daysOf = useDaysInWords();
  return (
    <WishRows
      label={text.lineItems}
      headers={[text.product, text.license, text.quantity, text.days, text.orderId]}
      numbers={[text.quantity]}
      rows={wish.lineItems.map(({ key, wish: item }) => ({
        key,
        name: nameOf(item),
        problem: problemOf(key),
        cells: [
          nameOf(item),
          item.licenseModels.join(', '),
          item.quantity,
          <LineItemDays key="days" words={daysOf(item).words} start={startInWords(item)} />,
          [item.orderId || wish.orderId, item.orderLineNumber].filter(Boolean).join(' / '),
        ],
      }))}
      onChange={onOpen}
      onDuplicate={(key) => {
        const row = wish.lineItems.find((one) => one.key === key);
        if (row !== undefined) putLineItem(form, { key: newKey(), wish: likeIt(row.wish) });
      }}
      onRemove={(key) => {
        settle(key);
        setWish((before) => withoutLineItem(before, key));
      }}
    />
  );
}

function LineItemDays({ words, start }: { readonly words: string; readonly start: string | undefined }): JSX.Element {
  return (
    <>
      {words}
      {start !== undefined && (
        <Text size="xs" className="licet-quiet">
          {text.startIs(start)}
        </Text>
      )}
    </>
  );
}

function putLineItem({ setWish }: EntitlementForm, row: Row<LineItemWish>): void {
  setWish((before) => ({ ...before, lineItems: withRow(before.lineItems, row) }));
}

function OpenLineItem(props: SectionProps & { readonly opened: Row<LineItemWish> | undefined }): JSX.Element {
  const { form, isTest, opened, onOpen } = props;
  const { wish, settle } = form;
  const { today } = useBranding();
  const nameOf = useLineItemNames(wish.lineItems);
  // The next one is a new form, also where it begins like the one before.
  const [round, setRound] = useState(0);
  return (
    <ItemDrawer
      key={round}
      title={opened === undefined ? text.newLineItem : text.changeRow(nameOf(opened.wish))}
      start={opened?.wish ?? nextTo(wish.lineItems.at(-1)?.wish)}
      problem={opened === undefined ? null : form.problemOf(opened.key)}
      isNew={opened === undefined}
      check={(item) => checkLineItem(item, today)}
      fields={(part) => <LineItemFields {...part} isTest={isTest} orderId={wish.orderId} isNew />}
      onKeep={(item, another) => {
        if (opened !== undefined) settle(opened.key);
        putLineItem(form, { key: opened?.key ?? newKey(), wish: item });
        setRound(round + 1);
        onOpen(another ? 'new' : undefined);
      }}
      onClose={() => onOpen(undefined)}
    />
  );
}
