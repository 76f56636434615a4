import './account-tree.css';
import { ActionIcon, Skeleton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState, type JSX } from 'react';
import { accountsText as text } from '../../messages/en/producer-accounts.ts';
import type { AnswerOf, ItemOf } from '../../shared/api/call.ts';
import { useApi } from '../../shared/api/queries.ts';
import { ProblemNotice } from '../../shared/ProblemNotice.tsx';
import { AccountLink } from './AccountLink.tsx';

type Account = AnswerOf<'getAccount'>;

/** The accounts above and below one: those below fold open. */
export function AccountTree({ account }: { readonly account: Account }): JSX.Element {
  const { accountId, name, parents } = account;
  return (
    <ul className="licet-tree" aria-label={text.treeOf(name)}>
      {parents.map((id) => (
        <Parent key={id} accountId={id} />
      ))}
      <li className={parents.length === 0 ? undefined : 'licet-tree-below'}>
        <strong>{name}</strong> <span className="licet-quiet">{text.thisOne}</span>
        <Below accountId={accountId} hasWords />
      </li>
    </ul>
  );
}

/** One account above, and what that is part of. */
function Parent({ accountId }: { readonly accountId: string }): JSX.Element {
  const { data } = useApi('getAccount', { path: { accountId } });
  const above = data?.parents ?? [];
  return (
    <li>
      <AccountLink id={accountId} name={data?.name} />
      {above.length > 0 && (
        <span className="licet-quiet">
          {' '}
          ({text.partOf.toLowerCase()}{' '}
          {above.map((id, index) => (
            <span key={id}>
              {index > 0 && ', '}
              <AccountLink id={id} />
            </span>
          ))}
          )
        </span>
      )}
    </li>
  );
}

// More than these are listed on the page of accounts.
const shownMax = 100;

interface BelowProps {
  readonly accountId: string;
  /** says so where nothing is below */
  readonly hasWords?: boolean;
}

function Below({ accountId, hasWords = false }: BelowProps): JSX.Element | null {
  const answer = useApi('listSubAccounts', { path: { accountId }, query: { limit: shownMax, sort: 'name' } });
  const items = answer.data?.items ?? [];
  if (answer.error !== null) return <ProblemNotice problem={answer.error} onRetry={() => void answer.refetch()} />;
  if (answer.isPending) return <Skeleton height={18} width={220} my={4} />;
  if (items.length === 0) return hasWords ? <div className="licet-quiet">{text.nothingBelow}</div> : null;
  return (
    <ul>
      {items.map((one) => (
        <OneBelow key={one.accountId} account={one} />
      ))}
      {answer.data.nextCursor !== null && (
        <li>
          <Link to="/accounts" search={{ parentId: accountId }}>
            {text.moreBelow}
          </Link>
        </li>
      )}
    </ul>
  );
}

function OneBelow({ account: { accountId, name } }: { readonly account: ItemOf<'listSubAccounts'> }): JSX.Element {
  const [isOpen, setOpen] = useState(false);
  // One is asked for only to know whether there is something to fold open.
  const first = useApi('listSubAccounts', { path: { accountId }, query: { limit: 1 } });
  const hasBelow = (first.data?.items.length ?? 0) > 0;
  return (
    <li>
      {hasBelow ? (
        <ActionIcon
          variant="subtle"
          color="gray"
          size="xs"
          mr={4}
          aria-expanded={isOpen}
          aria-label={isOpen ? text.belowHide(name) : text.below(name)}
          onClick={() => setOpen(!isOpen)}
        >
          <span aria-hidden>{isOpen ? '▾' : '▸'}</span>
        </ActionIcon>
      ) : (
        <span className="licet-tree-leaf" aria-hidden />
      )}
      <AccountLink id={accountId} name={name} />
      {isOpen && <Below accountId={accountId} />}
    </li>
  );
}
