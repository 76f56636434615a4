import { VisuallyHidden } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import { homeText as text } from '../../messages/en/producer-home.ts';
import { useFormat } from '../../shared/days.ts';
import { expiringIn, type Months } from './month-days.ts';

const height = 96;

/** A bar for each month: line items below, maintenance in outline above them. Each is a link that says its numbers. */
export function MonthBars({ months }: { readonly months: Months }): JSX.Element {
  const format = useFormat();
  const most = Math.max(1, ...months.map(({ lineItems, maintenance }) => lineItems + maintenance));
  return (
    <ol className="licet-months">
      {months.map(({ month, lineItems, maintenance }) => (
        <li key={month}>
          <Link
            to="/line-items"
            search={expiringIn(month)}
            className="licet-month"
            title={text.ends(format.month(month), lineItems, maintenance)}
          >
            <VisuallyHidden>{text.ends(format.month(month), lineItems, maintenance)}</VisuallyHidden>
            <span className="licet-month-count" aria-hidden>
              {lineItems + maintenance}
            </span>
            <Bar lineItems={(lineItems / most) * height} maintenance={(maintenance / most) * height} />
            <span aria-hidden>{format.month(month).replace(/\s*\d{4}/, '')}</span>
          </Link>
        </li>
      ))}
    </ol>
  );
}

function Bar({ lineItems, maintenance }: { readonly lineItems: number; readonly maintenance: number }): JSX.Element {
  return (
    <svg viewBox={`0 0 20 ${height}`} preserveAspectRatio="none" width="100%" height={height} aria-hidden>
      <rect x="1" y={height - lineItems} width="18" height={lineItems} className="licet-bar-drawn" />
      <rect
        x="1.5"
        y={height - lineItems - maintenance + 0.5}
        width="17"
        height={Math.max(0, maintenance - 1)}
        className="licet-bar-outline"
      />
    </svg>
  );
}
