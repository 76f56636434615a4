import { useState } from 'react';
import { useApi } from '../../../shared/api/queries.ts';
import { useMay } from '../../../shared/session.ts';

/** The tiers of the distribution chain, as the producer has set them; whoever may not see settings types them. */
export function useChannelTiers(): readonly string[] {
  const mayView = useMay()('viewSettings');
  const { data } = useApi('listSettings', {}, { enabled: mayView, staleTime: 60_000 });
  const value: unknown = valueOfSetting(data, 'channelTiers');
  if (Array.isArray(value)) return value.map(String);
  return typeof value === 'string' ? value.split(/[\s,]+/).filter(Boolean) : ['distributor'];
}

/** The value of a setting, in whichever group it stands. */
export function valueOfSetting(
  settings: Readonly<Record<string, Readonly<Record<string, { readonly value: unknown }>>>> | undefined,
  name: string,
): unknown {
  return Object.values(settings ?? {}).find((group) => Object.hasOwn(group, name))?.[name]?.value;
}

/** The variations in which emails about entitlements are written; undefined where they may not be seen. */
export function useVariations(): readonly string[] | undefined {
  const mayView = useMay()('viewEmailTemplates');
  const { data } = useApi('listEmailTemplates', { query: { limit: 500 } }, { enabled: mayView, staleTime: 60_000 });
  if (!mayView) return undefined;
  const named = (data?.items ?? []).flatMap(({ variation }) =>
    variation === null || variation === '' ? [] : [variation],
  );
  return [...new Set(named)].toSorted();
}

/** Whether deploying sends the entitlement email: as the setting says, until somebody says otherwise. */
export function useSendsEmail() {
  const mayView = useMay()('viewSettings');
  const { data } = useApi('listSettings', {}, { enabled: mayView, staleTime: 60_000 });
  const [chosen, setSendsEmail] = useState<boolean>();
  return { sendsEmail: chosen ?? valueOfSetting(data, 'sendEntitlementEmailOnDeploy') === true, setSendsEmail };
}
