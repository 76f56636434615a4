import { decide, refuse, type Decision } from '../../shared/decision.ts';
import type { Json } from '../../shared/vocabulary.ts';
import {
  isSettingName,
  reasonsAgainstSettings,
  settingDefinitions,
  type SettingName,
  type Settings,
} from './setting-definitions.ts';

/** A setting with the value that it has, and the one that it gets back. */
export interface RollbackPlan {
  readonly name: SettingName;
  readonly before: Json;
  readonly after: Json;
}

/** Whether a setting can get back the value that it had before a change: it exists, takes it, and fits the others. */
export function planRollback(
  change: { readonly name: string; readonly before: Json },
  settings: Settings,
): Decision<RollbackPlan> {
  const { name, before: after } = change;
  if (!isSettingName(name))
    return refuse([{ code: 'unknown_setting', message: `There is no setting ${name} any more.` }]);
  const { check } = settingDefinitions[name];
  if (!check.is(after))
    return refuse([
      {
        code: 'wrong_value',
        message: `${name} cannot be ${JSON.stringify(after)} any more: it must be ${check.advice}.`,
        remedy: 'Give it another value.',
      },
    ]);
  return decide(reasonsAgainstSettings({ ...settings, [name]: after }), () => ({
    name,
    before: settings[name],
    after,
  }));
}
