import { Table, UnstyledButton } from '@mantine/core';
import { Fragment, useState, type JSX } from 'react';
import { entitlementsText as text } from '../../messages/en/producer-entitlements.ts';
import { Key } from '../../shared/Key.tsx';
import { chainsOf, type Chain } from './chains.ts';
import { EndDay } from './EndDay.tsx';
import { entitlementPath, productName, type LineItem } from './item-words.ts';
import { MaintenanceKeys } from './MaintenanceKeys.tsx';
import { ProductNames } from './ProductNames.tsx';
import { RightStateMark } from './RightStateMark.tsx';
import { TickAll, TickOne, type Ticks } from './Ticks.tsx';
import { TypeLetters } from './TypeLetters.tsx';

interface LineItemRowsProps {
  readonly entitlementId: string;
  readonly lineItems: readonly LineItem[];
  /** the one that is open beside the table */
  readonly openKey?: string | undefined;
  /** which are ticked, where they can be */
  readonly ticks?: Ticks | undefined;
}

const headers = [
  text.licenseType,
  text.activationId,
  text.product,
  text.expiration,
  text.quantity,
  text.itemState,
  text.maintenance,
] as const;

/** The line items of an entitlement: the newest of each chain; what came before it is one press away. */
export function LineItemRows({ entitlementId, lineItems, openKey, ticks }: LineItemRowsProps): JSX.Element {
  return (
    <Table className="licet-table" aria-label={text.lineItemsTab}>
      <Table.Thead>
        <Table.Tr>
          {ticks !== undefined && <TickAll ticks={ticks} keys={lineItems.map((item) => item.activationId)} />}
          {headers.map((header) => (
            <Table.Th key={header} className={header === text.quantity ? 'licet-number' : undefined}>
              {header}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {chainsOf(lineItems).map((chain) => (
          <ChainRows
            key={chain.newest.activationId}
            entitlementId={entitlementId}
            chain={chain}
            openKey={openKey}
            ticks={ticks}
          />
        ))}
      </Table.Tbody>
    </Table>
  );
}

interface ChainRowsProps extends Omit<LineItemRowsProps, 'lineItems'> {
  readonly chain: Chain<LineItem>;
}

function ChainRows({ entitlementId, chain: { newest, earlier }, openKey, ticks }: ChainRowsProps): JSX.Element {
  const [isOpen, setOpen] = useState(earlier.some(({ activationId }) => activationId === openKey));
  const row = (item: LineItem, more?: JSX.Element): JSX.Element => (
    <LineItemRow
      entitlementId={entitlementId}
      item={item}
      isOpen={item.activationId === openKey}
      more={more}
      ticks={ticks}
    />
  );
  const toggle = (
    <UnstyledButton fz="xs" c="var(--mantine-color-anchor)" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
      {isOpen ? text.hideEarlier : text.earlier(earlier.length)}
    </UnstyledButton>
  );
  return (
    <>
      {row(newest, earlier.length === 0 ? undefined : toggle)}
      {isOpen &&
        earlier.map((item) => (
          <Fragment key={item.activationId}>
            {row(item, <span className="licet-quiet">{text.earlierMark}</span>)}
          </Fragment>
        ))}
    </>
  );
}

interface LineItemRowProps {
  readonly entitlementId: string;
  readonly item: LineItem;
  readonly isOpen: boolean;
  readonly more?: JSX.Element | undefined;
  readonly ticks: Ticks | undefined;
}

function LineItemRow({ entitlementId, item, isOpen, more, ticks }: LineItemRowProps): JSX.Element {
  const id = item.activationId;
  return (
    <Table.Tr aria-current={isOpen ? 'true' : undefined} bg={isOpen ? 'var(--mantine-color-default-hover)' : undefined}>
      {ticks !== undefined && <TickOne ticks={ticks} activationId={id} />}
      <Table.Td data-label={text.licenseType}>
        <TypeLetters technologies={item.technologies} />
      </Table.Td>
      <Table.Td data-label={text.activationId}>
        <div>
          <Key value={id} to={entitlementPath(entitlementId)} search={{ item: id }} /> {more}
        </div>
      </Table.Td>
      <Table.Td data-label={text.product}>
        <div>
          <ProductNames products={item.products.map(productName)} />
        </div>
      </Table.Td>
      <Table.Td data-label={text.expiration}>
        <EndDay item={item} />
      </Table.Td>
      <Table.Td data-label={text.quantity} className="licet-number">
        {item.quantity}
      </Table.Td>
      <Table.Td data-label={text.itemState}>
        <RightStateMark state={item.state} />
      </Table.Td>
      <Table.Td data-label={text.maintenance}>
        <div>
          <MaintenanceKeys entitlementId={entitlementId} ids={item.maintenance} />
        </div>
      </Table.Td>
    </Table.Tr>
  );
}
