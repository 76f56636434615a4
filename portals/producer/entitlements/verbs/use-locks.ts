import { reasonsAgainstEditing, type EditedKind } from '../../../../src/entitlements/rules/editing.ts';
import type { RightState } from '../../../../src/shared/vocabulary.ts';
import type { Reason } from '../../../shared/api/problem.ts';
import { useApi } from '../../../shared/api/queries.ts';
import { useMay } from '../../../shared/session.ts';
import { withSettingTitles } from '../../settings/named-settings.ts';
import { valueOfSetting } from '../forms/use-choices.ts';

/** The fields that the forms offer, by what they are of. */
const fields: Readonly<Record<EditedKind, readonly string[]>> = {
  entitlement: ['accountId', 'channelPartners', 'entitlementId', 'description', 'contacts'],
  lineItem: [
    'products',
    'partNumber',
    'licenseModels',
    'licenseModelAttributes',
    'policies',
    'quantity',
    'startDateOption',
    'startDate',
    'expirationDate',
    'versionDate',
    'notice',
    'serialNumber',
    'activationId',
    'description',
  ],
  maintenanceLineItem: ['productId', 'startDate', 'expirationDate', 'activationId', 'description'],
};

export interface Locks {
  /** why a field cannot be changed now; undefined where it can */
  readonly lockOf: (field: string) => string | undefined;
  /** every reason, for those who look for a field that they cannot change */
  readonly reasons: readonly (Reason & { readonly field: string })[];
  /** why nothing can be changed at all */
  readonly against: readonly Reason[];
}

/** What cannot be changed now, by the server's own rule; `state` is the weaker one of the item's and its entitlement's. */
export function useLocks(kind: EditedKind, key: string, state: RightState): Locks {
  const allowEditingOfDeployedEntities = useIsEditingAllowed();
  // How much is activated, the server knows: its preview tells what that forbids.
  const edited = { kind, key, state, activated: 0, allowEditingOfDeployedEntities };
  const reasonAt = (field: string): Reason | undefined => reasonsAgainstEditing(edited, [field], '')[0];
  return {
    lockOf: (field) => {
      const reason = reasonAt(field.split('/')[0] ?? field);
      if (reason === undefined) return undefined;
      return withSettingTitles([reason.message, reason.remedy].filter(Boolean).join(' '));
    },
    reasons: fields[kind].flatMap((field) => {
      const reason = reasonAt(field);
      return reason === undefined ? [] : [{ ...reason, field }];
    }),
    against: reasonsAgainstEditing(edited, ['description'], ''),
  };
}

// Whoever may not see the setting is told by the server.
function useIsEditingAllowed(): boolean {
  const mayView = useMay()('viewSettings');
  const { data } = useApi('listSettings', {}, { enabled: mayView, staleTime: 60_000 });
  return !mayView || valueOfSetting(data, 'allowEditingOfDeployedEntities') === true;
}
