import { z } from 'zod';
import { listSettingChanges, rollBackSetting } from '../settings/setting-history.ts';
import { changeSettings, listSettings } from '../settings/setting-operations.ts';
import { settingKinds } from '../settings/rules/setting-checks.ts';
import { text } from '../shared/schemas.ts';
import { instant, nullableText, pageOf, paging } from './answers.ts';
import { get, patch, post, type Api } from './operation.ts';

const value = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]);

const setting = {
  value,
  default: value,
  description: z.string(),
  kind: z.enum(settingKinds).meta({ description: 'What its values look like.' }),
  advice: z.string().meta({ description: 'What a value has to be, as the end of a sentence.' }),
  changedBy: nullableText.meta({ description: 'Who gave it its value; null for a default.' }),
  changedAt: instant.nullable(),
};

const settings = z
  .record(z.string(), z.record(z.string(), z.strictObject(setting)))
  .meta({ id: 'Settings', description: 'Every setting, by group and name.' });

const settingChange = z
  .strictObject({
    changeId: z.string(),
    name: z.string(),
    before: value,
    after: value,
    at: instant,
    actor: z.string(),
  })
  .meta({ id: 'SettingChange' });

const rollback = z
  .strictObject({
    name: z.string(),
    before: value.meta({ description: 'The value that it has until then.' }),
    after: value.meta({ description: 'The value that it had before the change.' }),
  })
  .meta({ id: 'SettingRollback' });

/** What the producer decides for the whole system. */
export function settingsRoutes({ add }: Api): void {
  add({
    ...get,
    id: 'listSettings',
    url: '/settings',
    summary: 'Every setting with its value, default, description and last change',
    permission: 'viewSettings',
    answer: settings,
    run: ({ app, actor }) => listSettings(app, actor),
  });
  add({
    ...patch,
    id: 'changeSettings',
    url: '/settings',
    summary: 'Change some settings, all or none',
    permission: 'manageSettings',
    body: z
      .record(z.string(), z.union([text(2000), z.number(), z.boolean(), z.array(text(255)).max(100), z.null()]))
      .meta({
        id: 'SettingChanges',
        description: 'New values by the names of settings.',
        examples: [{ renewalLookAhead: 120 }],
      }),
    takesPreview: true,
    answer: settings,
    run: ({ app, actor, body, preview }) => changeSettings(app, actor, body, { preview }),
  });
  addHistory({ add });
}

function addHistory({ add }: Api): void {
  add({
    ...get,
    id: 'listSettingChanges',
    url: '/settings/history',
    summary: 'Every change of a setting, the newest first',
    permission: 'viewSettings',
    query: { ...paging, name: text(100, 1).optional() },
    answer: pageOf(settingChange),
    run: ({ app, actor, query }) => listSettingChanges(app, actor, query),
  });
  add({
    ...post,
    id: 'rollBackSetting',
    url: '/settings/rollback',
    summary: 'Put a setting back to what it was before one of its changes',
    permission: 'manageSettings',
    body: z
      .strictObject({ changeId: text(20, 1).meta({ description: 'The changeId of a change in the history.' }) })
      .meta({ id: 'RollBackSetting' }),
    takesPreview: true,
    answer: rollback,
    run: ({ app, actor, body, preview }) => rollBackSetting(app, actor, { ...body, preview }),
  });
}
