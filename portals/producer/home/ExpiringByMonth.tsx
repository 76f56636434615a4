import { Button, Table } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState, type JSX } from 'react';
import { homeText as text } from '../../messages/en/producer-home.ts';
import { useFormat } from '../../shared/days.ts';
import { MonthBars } from './MonthBars.tsx';
import { expiringIn, type Months } from './month-days.ts';

/** What ends in each month, as bars or as a table; both lead to the line items. */
export function ExpiringByMonth({ months }: { readonly months: Months }): JSX.Element {
  const [isTable, setTable] = useState(false);
  if (months.every(({ lineItems, maintenance }) => lineItems + maintenance === 0))
    return <span className="licet-quiet">{text.nothingExpires}</span>;
  return (
    <>
      <p className="licet-quiet licet-lead">{text.expiringText}</p>
      {isTable ? <MonthTable months={months} /> : <MonthBars months={months} />}
      <Button variant="subtle" size="compact-xs" mt={4} onClick={() => setTable(!isTable)}>
        {isTable ? text.asBars : text.asTable}
      </Button>
    </>
  );
}

function MonthTable({ months }: { readonly months: Months }): JSX.Element {
  const format = useFormat();
  return (
    <Table className="licet-table" aria-label={text.expiring}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{text.month}</Table.Th>
          <Table.Th className="licet-number">{text.lineItems}</Table.Th>
          <Table.Th className="licet-number">{text.maintenance}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {months.map(({ month, lineItems, maintenance }) => (
          <Table.Tr key={month}>
            <Table.Td data-label={text.month}>{format.month(month)}</Table.Td>
            <Table.Td data-label={text.lineItems} className="licet-number">
              <Link to="/line-items" search={expiringIn(month)}>
                {lineItems}
              </Link>
            </Table.Td>
            <Table.Td data-label={text.maintenance} className="licet-number">
              {maintenance}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
