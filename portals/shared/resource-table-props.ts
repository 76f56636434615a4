import { columnVisibilityFeature, rowSelectionFeature, tableFeatures } from '@tanstack/react-table';
import type { ReactNode } from 'react';
import type { ItemOf, OperationId, PathOf } from './api/call.ts';
import type { FilterField } from './added-filters.ts';
import type { Filter } from './resource-table-state.ts';

/** One column: what it shows of a row, and by which documented sort of the list it can be ordered. */
export interface ResourceColumn<Row> {
  readonly key: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** the name in `sort=`, of columns that the server can sort by */
  readonly sort?: string;
  readonly isNumber?: boolean;
  readonly isHiddenAtFirst?: boolean;
}

export interface ResourceTableProps<Id extends OperationId> {
  /** a list operation: it answers `items` and `nextCursor` */
  readonly operation: Id;
  readonly path?: PathOf<Id>;
  /** what every request asks for, beside the filters */
  readonly fixedQuery?: Readonly<Record<string, string>>;
  readonly label: string;
  readonly columns: readonly ResourceColumn<ItemOf<Id>>[];
  readonly rowKey: (row: ItemOf<Id>) => string;
  readonly filters?: readonly Filter[];
  /** what else the list can be narrowed down by: people add it when they want it */
  readonly moreFilters?: readonly FilterField[];
  /** what to say where there is nothing at all */
  readonly empty: ReactNode;
  /** what a row holds, when it is folded open */
  readonly detail?: ((row: ItemOf<Id>) => ReactNode) | undefined;
  readonly onOpen?: ((row: ItemOf<Id>) => void) | undefined;
  /** the key of the row that is open beside the table */
  readonly openKey?: string | undefined;
  /** the verbs for the rows that are ticked */
  readonly bulk?: ((keys: readonly string[], clear: () => void) => ReactNode) | undefined;
  /** why a row cannot be ticked; undefined where it can */
  readonly reasonAgainstTicking?: (row: ItemOf<Id>) => string | undefined;
  /** what can be done with the list itself, such as adding to it */
  readonly actions?: ReactNode;
  /** the order in which the list comes as long as nobody sorts it, where that is not the server's */
  readonly usualSort?: string;
  readonly prefix?: string;
  readonly limit?: number;
  /** a part of a page with few columns: they are not chosen, and rows are counted only where they fill several pages */
  readonly isPart?: boolean;
  readonly refetchInterval?: number | false;
  /** the state of what the list tells of; in another state the list is asked for again */
  readonly asOf?: string;
}

export const resourceFeatures = tableFeatures({ columnVisibilityFeature, rowSelectionFeature });
