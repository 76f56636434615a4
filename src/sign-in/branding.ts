import type { App } from '../platform/app.ts';
import { releaseVersion } from '../platform/release.ts';
import { readSettings } from '../settings/setting-store.ts';
import type { Day } from '../shared/day.ts';

/** What a portal shows before anybody has said who they are. */
export interface Branding {
  readonly producerName: string;
  /** empty where there is no logo */
  readonly logoUrl: string;
  readonly accentColor: string;
  /** the producer's business day */
  readonly today: Day;
  /** LICET_TODAY is set: every day is this day */
  readonly todayIsFixed: boolean;
  readonly version: string;
  readonly locales: readonly string[];
  /** people may register themselves */
  readonly registration: boolean;
}

/** The languages of the portals and of the default emails. */
export const portalLocales = ['en', 'de', 'fr', 'ja'] as const;

/** The look of the portals. Needs no permission. */
export async function getBranding(app: App): Promise<Branding> {
  const { producerName, logoUrl, accentColor, businessTimeZone, selfRegistration } = await readSettings(app.database);
  return {
    producerName,
    logoUrl,
    accentColor,
    today: app.clock.today(businessTimeZone),
    todayIsFixed: app.config.today !== undefined,
    version: releaseVersion,
    locales: portalLocales,
    registration: selfRegistration,
  };
}
