import { entitlementVerbsText as text } from '../../../messages/en/producer-entitlements-verbs.ts';
import type { Reason } from '../../../shared/api/problem.ts';
import type { BatchRow } from './batch-rows.ts';
import { fieldWords } from './field-words.ts';

/** What keeps several items as they are, told once. */
export interface SharedReason {
  readonly sentence: string;
  readonly remedy: string | undefined;
  readonly activationIds: readonly string[];
}

/** Why items stay as they are, each reason once with all the items that it keeps, in the order in which they come up. */
export function sharedReasons(rows: readonly BatchRow[]): readonly SharedReason[] {
  const perRow = rows.flatMap(({ activationId, reasons }) =>
    reasonsOfRow(activationId, reasons).map((reason) => ({ ...reason, activationId })),
  );
  const groups = Map.groupBy(perRow, ({ sentence, remedy = '' }) => `${sentence}\n${remedy}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { sentence, remedy } = first;
    return [{ sentence, remedy, activationIds: [...new Set(group.map(({ activationId }) => activationId))] }];
  });
}

/** Locked fields with one cure are one reason; of the others, the item is not named, as it stands beside them. */
function reasonsOfRow(activationId: string, reasons: readonly Reason[]) {
  const locked = Map.groupBy(reasons.filter(isLocked), ({ remedy }) => remedy);
  return [
    ...[...locked].map(([remedy, some]) => ({ sentence: text.lockedNames(namesOf(some)), remedy })),
    ...reasons
      .filter((reason) => !isLocked(reason))
      .map(({ message, remedy }) => ({ sentence: withoutKey(message, activationId), remedy })),
  ];
}

function isLocked({ code, pointer }: Reason): boolean {
  return code === 'not_editable' && pointer !== undefined;
}

function namesOf(reasons: readonly Reason[]): string {
  const fields = reasons.map(({ pointer = '' }) => pointer.split('/').at(-1) ?? '');
  return [...new Set(fields.map((field) => fieldWords[field] ?? field))].join(', ');
}

function withoutKey(message: string, key: string): string {
  return message.replaceAll(` "${key}"`, '').replaceAll(` ${key}`, '');
}
