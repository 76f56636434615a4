import { ActionIcon, Checkbox, Table, UnstyledButton } from '@mantine/core';
import type { ReactTable, Row as TableRow } from '@tanstack/react-table';
import { Fragment, useState, type JSX, type KeyboardEvent } from 'react';
import { useMessages } from '../messages/messages.ts';
import type { ItemOf, OperationId } from './api/call.ts';
import type { ResourceColumn, resourceFeatures, ResourceTableProps } from './resource-table-props.ts';
import type { TableState } from './resource-table-state.ts';

interface ResourceRowsProps<Id extends OperationId> extends ResourceTableProps<Id> {
  readonly table: ReactTable<typeof resourceFeatures, ItemOf<Id>>;
  readonly state: TableState;
}

/** The rows of a table. Arrows walk them, Enter opens one, the space bar ticks it. */
export function ResourceRows<Id extends OperationId>(props: ResourceRowsProps<Id>): JSX.Element {
  const { table, columns } = props;
  const shown = columns.filter(({ key }) => table.getColumn(key)?.getIsVisible() ?? true);
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const toggle = (key: string): void => {
    const next = new Set(folded);
    if (!next.delete(key)) next.add(key);
    setFolded(next);
  };
  return (
    <Table className="licet-table" highlightOnHover aria-label={props.label}>
      <TableHead {...props} shown={shown} />
      <Table.Tbody onKeyDown={walk}>
        {table.getRowModel().rows.map((row) => (
          <Fragment key={row.id}>
            <OneRow {...props} row={row} shown={shown} isOpen={folded.has(row.id)} onToggle={() => toggle(row.id)} />
            {folded.has(row.id) && props.detail !== undefined && (
              <Table.Tr>
                <Table.Td colSpan={shown.length + 2} data-wide>
                  {props.detail(row.original)}
                </Table.Td>
              </Table.Tr>
            )}
          </Fragment>
        ))}
      </Table.Tbody>
    </Table>
  );
}

interface Shown<Id extends OperationId> {
  readonly shown: readonly ResourceColumn<ItemOf<Id>>[];
}

function TableHead<Id extends OperationId>({
  table,
  state,
  shown,
  bulk,
  detail,
}: ResourceRowsProps<Id> & Shown<Id>): JSX.Element {
  const { general } = useMessages();
  return (
    <Table.Thead>
      <Table.Tr>
        {bulk !== undefined && (
          <Table.Th w={30}>
            <Checkbox
              aria-label={general.selectAll}
              checked={table.getIsAllRowsSelected()}
              indeterminate={table.getIsSomeRowsSelected() && !table.getIsAllRowsSelected()}
              onChange={table.getToggleAllRowsSelectedHandler()}
            />
          </Table.Th>
        )}
        {detail !== undefined && <Table.Td w={30} />}
        {shown.map((column) => (
          <HeadCell key={column.key} column={column} state={state} />
        ))}
      </Table.Tr>
    </Table.Thead>
  );
}

function HeadCell<Row>({
  column,
  state,
}: {
  readonly column: ResourceColumn<Row>;
  readonly state: TableState;
}): JSX.Element {
  const { general } = useMessages();
  const { sort, header } = column;
  const className = column.isNumber === true ? 'licet-number' : undefined;
  if (sort === undefined) return <Table.Th className={className}>{header}</Table.Th>;
  const direction = directionOf(state.sort, sort);
  return (
    <Table.Th className={className} aria-sort={direction}>
      <UnstyledButton
        fz="sm"
        fw={700}
        aria-label={general.sortBy(header)}
        onClick={() => state.setSort(direction === 'ascending' ? `-${sort}` : sort)}
      >
        {header} <span aria-hidden>{arrows[direction]}</span>
      </UnstyledButton>
    </Table.Th>
  );
}

const arrows = { ascending: '↑', descending: '↓', none: '↕' } as const;

function directionOf(current: string | undefined, sort: string): keyof typeof arrows {
  if (current === sort) return 'ascending';
  return current === `-${sort}` ? 'descending' : 'none';
}

interface OneRowProps<Id extends OperationId> extends ResourceRowsProps<Id>, Shown<Id> {
  readonly row: TableRow<typeof resourceFeatures, ItemOf<Id>>;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

function OneRow<Id extends OperationId>(props: OneRowProps<Id>): JSX.Element {
  const { row, shown, onOpen, detail, bulk, openKey } = props;
  const open = onOpen === undefined ? undefined : () => onOpen(row.original);
  const enter = open ?? (detail === undefined ? undefined : props.onToggle);
  return (
    <Table.Tr
      tabIndex={enter === undefined ? undefined : 0}
      data-row
      data-open={props.isOpen}
      aria-current={openKey === row.id ? 'true' : undefined}
      bg={openKey === row.id ? 'var(--mantine-color-default-hover)' : undefined}
      onKeyDown={(event) => {
        if (event.target !== event.currentTarget) return;
        if (event.key === 'Enter') enter?.();
        if (event.key === ' ' && bulk !== undefined) {
          event.preventDefault();
          if (row.getCanSelect()) row.toggleSelected();
        }
      }}
      onClick={(event) => {
        if (event.target instanceof Element && event.target.closest('a,button,input,label') === null) open?.();
      }}
      style={{ cursor: open === undefined ? undefined : 'pointer' }}
    >
      {bulk !== undefined && <Tick row={row} reasonAgainst={props.reasonAgainstTicking?.(row.original)} />}
      {detail !== undefined && <Fold name={row.id} isOpen={props.isOpen} onToggle={props.onToggle} />}
      {shown.map((column) => (
        <Table.Td
          key={column.key}
          data-label={column.header}
          className={column.isNumber === true ? 'licet-number' : undefined}
        >
          <div>{column.cell(row.original)}</div>
        </Table.Td>
      ))}
    </Table.Tr>
  );
}

interface TickProps<Row extends Readonly<Record<string, unknown>>> {
  readonly row: TableRow<typeof resourceFeatures, Row>;
  readonly reasonAgainst: string | undefined;
}

function Tick<Row extends Readonly<Record<string, unknown>>>({ row, reasonAgainst }: TickProps<Row>): JSX.Element {
  const { general } = useMessages();
  const name = general.selectRow(row.id);
  return (
    <Table.Td>
      <Checkbox
        aria-label={reasonAgainst === undefined ? name : `${name} (${reasonAgainst})`}
        title={reasonAgainst}
        disabled={reasonAgainst !== undefined}
        checked={row.getIsSelected()}
        onChange={row.getToggleSelectedHandler()}
      />
    </Table.Td>
  );
}

interface FoldProps {
  readonly name: string;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

function Fold({ name, isOpen, onToggle }: FoldProps): JSX.Element {
  const { general } = useMessages();
  return (
    <Table.Td>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="xs"
        aria-expanded={isOpen}
        aria-label={isOpen ? general.showLess(name) : general.showMore(name)}
        onClick={onToggle}
      >
        <span aria-hidden>{isOpen ? '▾' : '▸'}</span>
      </ActionIcon>
    </Table.Td>
  );
}

/** The arrow keys go from row to row. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined || !(event.target instanceof HTMLElement)) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('tr[data-row]')];
  const next = rows[rows.findIndex((row) => row === event.target) + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
