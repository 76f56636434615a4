import { useState, type JSX } from 'react';
import { entitlementFormsText as text } from '../../../messages/en/producer-entitlements-forms.ts';
import { useBranding } from '../../../shared/session.ts';
import type { Row } from './entitlement-wish.ts';
import { ItemDrawer } from './ItemDrawer.tsx';
import { ItemsSection, type SectionProps } from './ItemsSection.tsx';
import { emptyMaintenance, type MaintenanceWish } from './maintenance-wish.ts';
import { MaintenanceFields } from './MaintenanceFields.tsx';
import { newKey, withRow } from './row-keys.ts';
import { useDaysInWords } from './use-days-in-words.ts';
import { useCoverable, useMaintenanceNames } from './use-row-names.ts';
import { checkMaintenance } from './wish-checks.ts';
import { WishRows } from './WishRows.tsx';

/** The maintenance of the entitlement that is being written. */
export function MaintenanceSection(props: SectionProps): JSX.Element {
  const { form, open, onOpen } = props;
  const { lineItems, maintenance } = form.wish;
  const opened = maintenance.find(({ key }) => key === open);
  return (
    <ItemsSection
      title={text.maintenance}
      add={text.addMaintenance}
      onAdd={() => onOpen('new')}
      reasonsAgainst={lineItems.length === 0 ? alone : []}
      empty={text.noMaintenance}
      rows={maintenance.length === 0 ? undefined : <MaintenanceRows form={form} onOpen={onOpen} />}
    >
      {(opened !== undefined || open === 'new') && <OpenMaintenance {...props} opened={opened} />}
    </ItemsSection>
  );
}

const alone = [
  { code: 'maintenance_alone', message: text.maintenanceNeedsLineItem, remedy: text.maintenanceNeedsLineItemRemedy },
];

function MaintenanceRows({ form, onOpen }: Pick<SectionProps, 'form' | 'onOpen'>): JSX.Element {
  const { wish, setWish, problemOf, settle } = form;
  const coverable = useCoverable(wish.lineItems);
  const nameOf = useMaintenanceNames(wish.maintenance);
  const daysOf = useDaysInWords();
  const coveredBy = ({ covers }: MaintenanceWish): string =>
    coverable
      .filter(({ key }) => covers.includes(key))
      .map(({ name }) => name)
      .join(', ') || text.coversNone;
  return (
    <WishRows
      label={text.maintenance}
      headers={[text.product, text.covers, text.days, text.orderId]}
      rows={wish.maintenance.map(({ key, wish: item }) => ({
        key,
        name: nameOf(item),
        problem: problemOf(key),
        cells: [
          nameOf(item),
          coveredBy(item),
          daysOf(item).words,
          [item.orderId || wish.orderId, item.orderLineNumber].filter(Boolean).join(' / '),
        ],
      }))}
      onChange={onOpen}
      onRemove={(key) => {
        settle(key);
        setWish((before) => ({ ...before, maintenance: before.maintenance.filter((row) => row.key !== key) }));
      }}
    />
  );
}

function OpenMaintenance(props: SectionProps & { readonly opened: Row<MaintenanceWish> | undefined }): JSX.Element {
  const { form, isTest, opened, onOpen } = props;
  const { today } = useBranding();
  const coverable = useCoverable(form.wish.lineItems);
  const nameOf = useMaintenanceNames(form.wish.maintenance);
  const [round, setRound] = useState(0);
  const [covers] = useState(() => coverable.map(({ key }) => key));
  const [anew] = useState({ ...emptyMaintenance, covers });
  return (
    <ItemDrawer
      key={round}
      title={opened === undefined ? text.newMaintenance : text.changeRow(nameOf(opened.wish))}
      start={opened?.wish ?? anew}
      problem={opened === undefined ? null : form.problemOf(opened.key)}
      isNew={opened === undefined}
      check={(item) => checkMaintenance(item, today)}
      fields={(part) => <MaintenanceFields {...part} isTest={isTest} coverable={coverable} isNew />}
      onKeep={(item, another) => {
        if (opened !== undefined) form.settle(opened.key);
        const row = { key: opened?.key ?? newKey(), wish: item };
        form.setWish((before) => ({ ...before, maintenance: withRow(before.maintenance, row) }));
        setRound(round + 1);
        onOpen(another ? 'new' : undefined);
      }}
      onClose={() => onOpen(undefined)}
    />
  );
}
