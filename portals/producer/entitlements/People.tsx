import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import { useApi } from '../../shared/api/queries.ts';
import { useMay } from '../../shared/session.ts';

/** People, a line each. */
export function People({ ids }: { readonly ids: readonly string[] }): JSX.Element {
  return (
    <>
      {ids.map((id) => (
        <div key={id}>
          <Person id={id} />
        </div>
      ))}
    </>
  );
}

/** Somebody by name, leading to their page; by ID to those who may not see people. */
export function Person({ id }: { readonly id: string }): JSX.Element {
  const mayView = useMay()('viewUsers');
  const { data } = useApi('getUser', { path: { userId: id } }, { enabled: mayView });
  if (!mayView) return <>{id}</>;
  const name = data === undefined ? '' : `${data.firstName} ${data.lastName}`.trim();
  return <Link to={`/users/${encodeURIComponent(id)}`}>{name === '' ? id : name}</Link>;
}
