import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import { useMay } from '../../../shared/session.ts';
import { CatalogStateMark } from '../CatalogStateMark.tsx';
import { catalogKinds, type CatalogKindName, type Pickable } from './catalog-kinds.ts';

interface PickableNameProps {
  readonly kind: CatalogKindName;
  readonly id: string;
  /** its page */
  readonly to?: string | undefined;
  /** only the name */
  readonly isShort?: boolean;
}

/** Something of the catalog by its name, with its ID; its state where it is another than deployed. */
export function PickableName({ kind, id, to, isShort = false }: PickableNameProps): JSX.Element {
  const { permission, useOne } = catalogKinds[kind];
  const maySee = useMay()(permission);
  const one = useOne(maySee ? id : undefined);
  const words = one === undefined ? id : `${one.name} ${one.version ?? ''}`.trim();
  return (
    <span className="licet-wrap">
      {to === undefined || !maySee ? words : <Link to={to}>{words}</Link>}
      {one !== undefined && !isShort && <Rest one={one} words={words} />}
    </span>
  );
}

function Rest({ one: { key, state }, words }: { readonly one: Pickable; readonly words: string }): JSX.Element {
  return (
    <>
      {words !== key && (
        <Text component="span" size="xs" className="licet-quiet licet-key licet-wrapping">
          {' '}
          {key}
        </Text>
      )}
      {state !== undefined && state !== 'deployed' && (
        <Text component="span" size="xs">
          {' '}
          <CatalogStateMark state={state} />
        </Text>
      )}
    </>
  );
}
