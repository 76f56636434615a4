import { ActionIcon, CopyButton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import { useMessages } from '../messages/messages.ts';
import type { SearchText } from './search-text.ts';
import { shortKey } from './short-key.ts';

interface KeyProps {
  readonly value: string;
  /** the page of what it names */
  readonly to?: string | undefined;
  readonly search?: SearchText | undefined;
}

/** The key of something: in letters that cannot be taken for each other, leading to it, copied with one click. */
export function Key({ value, to, search }: KeyProps): JSX.Element {
  return (
    <span className="licet-key">
      {to === undefined ? (
        <KeyText value={value} />
      ) : (
        <Link to={to} search={search ?? {}}>
          <KeyText value={value} />
        </Link>
      )}
      <CopyKey value={value} />
    </span>
  );
}

/** In a table a long ID is shown by its ends; pointing at it, listening and copying tell all of it. */
function KeyText({ value }: { readonly value: string }): JSX.Element {
  const short = shortKey(value);
  if (short === value) return <>{value}</>;
  return (
    <span title={value}>
      <span className="licet-key-whole">{value}</span>
      <span className="licet-key-ends" aria-hidden>
        {short}
      </span>
    </span>
  );
}

function CopyKey({ value }: { readonly value: string }): JSX.Element {
  const { general } = useMessages();
  return (
    <CopyButton value={value}>
      {({ copied, copy }) => (
        <ActionIcon
          variant="subtle"
          color="gray"
          size="xs"
          ml={4}
          onClick={copy}
          aria-label={copied ? general.copied : general.copy(value)}
        >
          {copied ? <span aria-hidden>✓</span> : <CopyMark />}
        </ActionIcon>
      )}
    </CopyButton>
  );
}

/** Two sheets; drawn, because few fonts have a letter for it. */
function CopyMark(): JSX.Element {
  return (
    <svg viewBox="0 0 12 12" width="11" height="11" fill="none" stroke="currentColor" aria-hidden>
      <rect x="0.5" y="3.5" width="8" height="8" rx="1" />
      <path d="M3.5 3.5v-2a1 1 0 0 1 1-1h6a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1h-2" />
    </svg>
  );
}
