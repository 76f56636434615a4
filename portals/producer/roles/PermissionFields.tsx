import './roles.css';
import { Checkbox } from '@mantine/core';
import type { JSX } from 'react';
import { permissionNeededBy } from '../../../src/accounts/rules/permission-needs.ts';
import type { Permission } from '../../../src/accounts/rules/permissions.ts';
import type { RoleKind } from '../../../src/shared/vocabulary.ts';
import { permissionGroupsText, rolesText as text } from '../../messages/en/producer-roles.ts';
import { useMay } from '../../shared/session.ts';
import { groupsFor, withoutPermission, withPermission, wordsOf, type PermissionGroup } from './permission-groups.ts';

interface PermissionFieldsProps {
  readonly kind: RoleKind;
  readonly permissions: readonly Permission[];
  readonly onChange: (permissions: readonly Permission[]) => void;
}

/** What a role lets people do, group by group. Ticking one ticks what it is of no use without. */
export function PermissionFields(props: PermissionFieldsProps): JSX.Element {
  return (
    <div className="licet-permissions">
      {groupsFor(props.kind).map((group) => (
        <GroupOfFields key={group.name} {...props} group={group} />
      ))}
    </div>
  );
}

interface GroupOfFieldsProps extends PermissionFieldsProps {
  readonly group: PermissionGroup;
}

function GroupOfFields({ group, kind, permissions, onChange }: GroupOfFieldsProps): JSX.Element {
  const may = useMay();
  const name = permissionGroupsText[group.name];
  const grantable = group.permissions.filter(may);
  const held = grantable.filter((permission) => permissions.includes(permission));
  const toggle = (permission: Permission, isOn: boolean): readonly Permission[] =>
    isOn ? withPermission(kind, permissions, permission) : withoutPermission(kind, permissions, permission);
  const toggleAll = (isOn: boolean): readonly Permission[] =>
    grantable.reduce<readonly Permission[]>(
      (all, one) => (isOn ? withPermission(kind, all, one) : withoutPermission(kind, all, one)),
      permissions,
    );
  return (
    <fieldset className="licet-permission-group">
      <legend>{name}</legend>
      <Checkbox
        label={text.all}
        aria-label={text.allOf(name)}
        checked={held.length === grantable.length && held.length > 0}
        indeterminate={held.length > 0 && held.length < grantable.length}
        disabled={grantable.length === 0}
        onChange={() => onChange(toggleAll(held.length < grantable.length))}
        mb={6}
      />
      {group.permissions.map((permission) => (
        <Checkbox
          key={permission}
          label={wordsOf(kind, permission)[0]}
          description={hintOf(kind, permission, may(permission))}
          checked={permissions.includes(permission)}
          disabled={!may(permission)}
          onChange={(event) => onChange(toggle(permission, event.currentTarget.checked))}
        />
      ))}
    </fieldset>
  );
}

function hintOf(kind: RoleKind, permission: Permission, isHeld: boolean): string {
  const [, allows] = wordsOf(kind, permission);
  if (!isHeld) return `${allows} ${text.notYours}`;
  const needed = permissionNeededBy(kind, permission);
  return needed === undefined ? allows : `${allows} ${text.needs(wordsOf(kind, needed)[0])}`;
}
