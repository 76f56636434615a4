import './roles.css';
import { Text, VisuallyHidden } from '@mantine/core';
import type { JSX } from 'react';
import { permissionGroupsText, rolesText as text } from '../../messages/en/producer-roles.ts';
import { groupsFor, wordsOf } from './permission-groups.ts';
import type { Role } from './role-wish.ts';

/** What a role lets people do, and what not, group by group. */
export function GrantedPermissions({ role: { kind, permissions } }: { readonly role: Role }): JSX.Element {
  return (
    <div className="licet-permissions">
      {groupsFor(kind).map((group) => (
        <section key={group.name} className="licet-permission-group">
          <h2>{permissionGroupsText[group.name]}</h2>
          <ul>
            {group.permissions.map((permission) => (
              <Granted
                key={permission}
                words={wordsOf(kind, permission)}
                isGranted={permissions.includes(permission)}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

interface GrantedProps {
  readonly words: ReturnType<typeof wordsOf>;
  readonly isGranted: boolean;
}

function Granted({ words: [label, allows], isGranted }: GrantedProps): JSX.Element {
  return (
    <li>
      <span aria-hidden className={isGranted ? 'licet-good' : 'licet-quiet'}>
        {isGranted ? '✓' : '–'}
      </span>
      <span className={isGranted ? undefined : 'licet-quiet'}>
        {label}
        <VisuallyHidden>: {isGranted ? text.granted : text.notGranted}.</VisuallyHidden>
        {isGranted && (
          <Text component="span" size="xs" className="licet-quiet">
            {' '}
            {allows}
          </Text>
        )}
      </span>
    </li>
  );
}
