import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import { useMay } from '../../shared/session.ts';

/** An account by its name, with its ID because names need not be unique. */
export function AccountLink({ id, name }: { readonly id: string; readonly name?: string | undefined }): JSX.Element {
  const may = useMay();
  const shown = name === undefined || name === '' ? id : name;
  return (
    <>
      {may('viewAccounts') ? <Link to={`/accounts/${encodeURIComponent(id)}`}>{shown}</Link> : shown}
      {shown !== id && (
        <>
          {' '}
          <Text component="span" size="xs" className="licet-quiet licet-key licet-wrapping">
            {id}
          </Text>
        </>
      )}
    </>
  );
}
