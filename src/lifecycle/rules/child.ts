import type { LicenseModelAttribute } from '../../catalog/rules/attribute-values.ts';
import type { LicensePolicies } from '../../catalog/rules/license-model.ts';
import type { LineItem, MaintenanceLineItem } from '../../entitlements/rules/entitlement.ts';
import type { StatePolicy } from '../../entitlements/rules/states-with-activations.ts';
import type { Day } from '../../shared/day.ts';
import type { LicenseTechnology, LineItemType, RightState } from '../../shared/vocabulary.ts';

/** What a line item can be continued as. */
export type ChildType = Exclude<LineItemType, 'new'>;

type Settled = 'activationId' | 'type' | 'parentActivationId' | 'products' | 'quantity' | 'additionalCopies' | 'state';

/** The fields of a child that a caller may give; what is not given follows from the parent. */
export type GivenFields = {
  readonly [Name in Exclude<keyof LineItem, Settled>]?: LineItem[Name] | undefined;
};

/** How a line item is asked to be continued. */
export interface ChildWish {
  readonly activationId: string;
  /** all copies that are left; so it is where no number is given */
  readonly isFull?: boolean | undefined;
  readonly numberOfCopies?: number | undefined;
  /** sold with the child, on top of what it draws from the parent */
  readonly additionalCopies?: number | undefined;
  /** false makes the parent obsolete; default true */
  readonly allowActivationsOnParent?: boolean | undefined;
  readonly deploy?: boolean | undefined;
  readonly copyOrderId?: boolean | undefined;
  readonly fields: GivenFields;
}

/** A child of the parent that is not obsolete, and the copies that it draws. */
export interface Drawing {
  readonly activationId: string;
  readonly drawn: number;
}

/** A license model as far as a child asks what it has from its parent. */
export interface LifecycleModel {
  readonly technology: LicenseTechnology;
  readonly attributes: readonly Pick<LicenseModelAttribute, 'name' | 'type' | 'when'>[];
  readonly policies: Pick<LicensePolicies, 'atEntitlement'>;
}

export interface ParentFacts {
  readonly today: Day;
  readonly entitlementId: string;
  readonly entitlementState: RightState;
  readonly parent: LineItem;
  readonly children: readonly Drawing[];
  /** the line items below it that can be continued instead */
  readonly liveEnds: readonly string[];
  readonly checkCopies: boolean;
  /** the settings about what becomes obsolete, and what is activated */
  readonly policy: StatePolicy;
  /** the maintenance line items that cover the parent and are not obsolete, with what their products allow */
  readonly maintenance: readonly LinkedMaintenance[];
  /** every license model of the parent, and each that the child may have */
  readonly models: ReadonlyMap<string, LifecycleModel>;
}

export interface LinkedMaintenance {
  readonly item: MaintenanceLineItem;
  readonly allows: Readonly<Record<ChildType, boolean>>;
}

/** What a verb comes to: the child, and what becomes of its parent. */
export interface ChildPlan {
  readonly child: LineItem;
  /** the first day of the chain of periods that the child continues; null where it begins one */
  readonly anchorDate: Day | null;
  /** activation IDs of the maintenance that covers the child as well */
  readonly coveredBy: readonly string[];
  readonly parent: { readonly state: RightState; readonly autoRenew: LineItem['autoRenew'] };
}
