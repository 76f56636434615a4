import { isDeepStrictEqual } from 'node:util';
import { authorise, authoriseEverywhere } from '../accounts/authorise.ts';
import type { Actor } from '../accounts/rules/permissions.ts';
import type { App } from '../platform/app.ts';
import { inSnapshot, inTransaction, type Transaction } from '../platform/database.ts';
import { recordHistory } from '../platform/history.ts';
import type { Day } from '../shared/day.ts';
import { suggestion } from '../shared/nearest-name.ts';
import { Problem, refusal, type FieldError } from '../shared/problems.ts';
import type { Json } from '../shared/vocabulary.ts';
import type { SettingKind } from './rules/setting-checks.ts';
import {
  isSettingName,
  reasonsAgainstSettings,
  settingDefinitions,
  type SettingName,
  type Settings,
} from './rules/setting-definitions.ts';
import {
  lockSettings,
  readSettings,
  selectSettings,
  settingEntity,
  settingsOf,
  upsertSettings,
} from './setting-store.ts';

export interface SettingView {
  readonly value: Json;
  readonly default: Json;
  readonly description: string;
  readonly kind: SettingKind;
  /** what a value has to be, as the end of a sentence */
  readonly advice: string;
  /** who gave it its value, and when; null while it has its default because nobody did */
  readonly changedBy: string | null;
  readonly changedAt: string | null;
}

export type SettingsView = Readonly<Record<string, Readonly<Record<string, SettingView>>>>;
type SettingRow = Awaited<ReturnType<typeof selectSettings>>[number];

/** Every setting by group, with value, default, description and who changed it last. Needs `viewSettings`. */
export async function listSettings(app: App, actor: Actor): Promise<SettingsView> {
  authorise(actor, 'viewSettings');
  return present(await selectSettings(app.database));
}

function present(stored: readonly SettingRow[]): SettingsView {
  const values = settingsOf(stored);
  const changes = new Map(stored.map((row) => [row.name, row]));
  const groups: Record<string, Record<string, SettingView>> = {};
  for (const [name, definition] of Object.entries(settingDefinitions)) {
    const group = (groups[definition.group] ??= {});
    const value = isSettingName(name) ? values[name] : definition.default;
    const change = changes.get(name);
    // What is stored but not valid any more counts for nothing, so nobody set what stands instead.
    const set = change !== undefined && isDeepStrictEqual(change.value, value) ? change : undefined;
    group[name] = {
      value,
      default: definition.default,
      description: definition.description,
      kind: definition.check.kind,
      advice: definition.check.advice,
      changedBy: set?.updatedBy ?? null,
      changedAt: set?.updatedAt.toISOString() ?? null,
    };
  }
  return groups;
}

/**
 * Changes some settings, all or none; answers all as they are then. Needs `manageSettings`; wrong names and values are all
 * named at once, and what contradicts each other is refused.
 */
export async function changeSettings(
  app: App,
  actor: Actor,
  changes: Readonly<Record<string, Json>>,
  { preview = false }: { readonly preview?: boolean } = {},
): Promise<SettingsView> {
  authoriseEverywhere(actor, 'manageSettings');
  const checked = checkChanges(changes);
  if (preview)
    return inSnapshot(app.database, async (transaction) => {
      const stored = await selectSettings(transaction);
      refuseContradictions({ ...settingsOf(stored), ...Object.fromEntries(checked) });
      return present(afterwards(stored, checked, actor, app.clock.now()));
    });
  return inTransaction(app.database, async (transaction) => {
    await lockSettings(transaction);
    const before = await readSettings(transaction);
    refuseContradictions({ ...before, ...Object.fromEntries(checked) });
    await saveSettings(transaction, actor, before, checked);
    return present(await selectSettings(transaction));
  });
}

function afterwards(
  stored: readonly SettingRow[],
  values: ReadonlyMap<SettingName, Json>,
  { name: updatedBy }: Actor,
  updatedAt: Date,
): readonly SettingRow[] {
  const before = settingsOf(stored);
  const changed = new Map([...values].filter(([name, value]) => !isDeepStrictEqual(before[name], value)));
  const left = stored.filter(({ name }) => !isSettingName(name) || !changed.has(name));
  return [...left, ...[...changed].map(([name, value]) => ({ name, value, updatedBy, updatedAt }))];
}

/** Stores what differs from before, with its history. The caller holds the lock of the settings. */
export async function saveSettings(
  transaction: Transaction,
  actor: Actor,
  before: Settings,
  values: ReadonlyMap<SettingName, Json>,
): Promise<void> {
  const changed = new Map([...values].filter(([name, value]) => !isDeepStrictEqual(before[name], value)));
  await upsertSettings(transaction, changed, actor.name);
  await recordHistory(
    transaction,
    actor,
    [...changed].map(([name, value]) => ({
      entity: settingEntity,
      subjectId: null,
      entityKey: name,
      event: 'changed',
      before: before[name],
      after: value,
    })),
  );
}

/** The calendar day in the producer's business time zone, or the fixed day of `LICET_TODAY`. */
export async function businessDay(app: App): Promise<Day> {
  return app.clock.today((await readSettings(app.database)).businessTimeZone);
}

function refuseContradictions(after: Settings): void {
  const reasons = reasonsAgainstSettings(after);
  if (reasons.length > 0) throw refusal(reasons);
}

function checkChanges(changes: Readonly<Record<string, Json>>): ReadonlyMap<SettingName, Json> {
  const errors: FieldError[] = [];
  const checked = new Map<SettingName, Json>();
  for (const [name, value] of Object.entries(changes)) {
    if (!isSettingName(name)) {
      errors.push({
        pointer: `/${name}`,
        code: 'unknown_setting',
        message: `There is no setting ${name}.${suggestion(name, Object.keys(settingDefinitions))}`,
      });
    } else if (settingDefinitions[name].check.is(value)) checked.set(name, value);
    else
      errors.push({
        pointer: `/${name}`,
        code: 'wrong_value',
        message: `${name} must be ${settingDefinitions[name].check.advice}.`,
      });
  }
  if (errors.length > 0)
    throw new Problem('invalid_input', 'Some settings are wrong; nothing was changed.', { errors });
  return checked;
}
