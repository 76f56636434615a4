import type { Actor, Permission } from '../accounts/rules/permissions.ts';
import type { Reason } from '../shared/decision.ts';

/** What a kind of record asks of its importer: the same as REST asks of whoever does it by hand. */
export interface NeededPermissions<Entity> {
  readonly create: Permission;
  readonly update: Permission;
  readonly changeState?: Permission;
  /** the states of its parts by their keys; a part that is new begins as draft */
  readonly states?: (entity: Entity) => ReadonlyMap<string, string>;
}

/** What speaks against somebody importing a record: each permission for it that they do not hold, by its name. */
export function reasonsAgainstImporting<Entity>(
  importer: Pick<Actor, 'permissions'>,
  needed: NeededPermissions<Entity>,
  entity: Entity,
  stored: Entity | undefined,
): readonly Reason[] {
  const asked = [
    stored === undefined ? needed.create : needed.update,
    ...(needed.changeState !== undefined && changesState(needed, entity, stored) ? [needed.changeState] : []),
  ];
  return asked
    .filter((permission) => !importer.permissions.has(permission))
    .map((permission) => ({
      code: 'forbidden',
      message: `This needs the permission ${permission} besides importEntities.`,
      remedy: 'Ask an administrator for a role that has it.',
    }));
}

function changesState<Entity>(
  { states }: NeededPermissions<Entity>,
  entity: Entity,
  stored: Entity | undefined,
): boolean {
  const before = stored === undefined ? undefined : states?.(stored);
  return [...(states?.(entity) ?? [])].some(([key, state]) => state !== (before?.get(key) ?? 'draft'));
}
