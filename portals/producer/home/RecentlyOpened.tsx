import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import { homeText as text } from '../../messages/en/producer-home.ts';
import { useSession } from '../../shared/session.ts';
import { useRecentlyOpened, type Opened } from './recently-opened.ts';

/** The way back to what somebody looked at in this browser. */
export function RecentlyOpened(): JSX.Element {
  const opened = useRecentlyOpened(useSession().user.userId);
  if (opened.length === 0) return <span className="licet-quiet">{text.nothingRecent}</span>;
  return (
    <ul className="licet-plain-list">
      {opened.map((one) => (
        <li key={`${one.kind} ${one.key}`}>
          <Link to={addressOf(one)}>
            <span className="licet-key">{one.key}</span>
          </Link>{' '}
          {one.label !== one.key && <span className="licet-quiet">{one.label}</span>}
        </li>
      ))}
    </ul>
  );
}

function addressOf({ kind, key }: Opened): string {
  return `/${kind}s/${encodeURIComponent(key)}`;
}
