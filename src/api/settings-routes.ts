import { z } from 'zod';
import { changeSettings, listSettings } from '../settings/setting-operations.ts';
import { text } from '../shared/schemas.ts';
import { get, patch, type Api } from './operation.ts';

const value = z.union([z.string(), z.number(), z.boolean(), z.null()]);

const settings = z
  .record(z.string(), z.record(z.string(), z.strictObject({ value, default: value, description: z.string() })))
  .meta({ id: 'Settings', description: 'Every setting, by group and name.' });

/** What the producer decides for the whole system. */
export function settingsRoutes({ add }: Api): void {
  add({
    ...get,
    id: 'listSettings',
    url: '/settings',
    summary: 'Every setting with its value, default and description',
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
    body: z.record(z.string(), z.union([text(2000), z.number(), z.boolean(), z.null()])).meta({
      id: 'SettingChanges',
      description: 'New values by the names of settings.',
      examples: [{ renewalLookAhead: 120 }],
    }),
    answer: settings,
    run: ({ app, actor, body }) => changeSettings(app, actor, body),
  });
}
