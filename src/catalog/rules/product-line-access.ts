import { isLineInReach, type LineScope } from '../../accounts/rules/permissions.ts';
import type { Reason } from '../../shared/decision.ts';

/** A product line with its row. */
export interface KnownLine {
  readonly id: number;
  readonly productLineId: string;
}

/** What speaks against somebody giving a product line, to products or to people: whoever is limited gives only what they have. */
export function reasonsAgainstForeignLine(lines: LineScope, line: KnownLine, pointer?: string): readonly Reason[] {
  if (isLineInReach(lines, line.id)) return [];
  return [
    {
      code: 'product_line_not_yours',
      message: `The product line ${line.productLineId} is not one of yours.`,
      remedy: 'Ask somebody who has it, or who is not limited to product lines.',
      ...(pointer === undefined ? {} : { pointer }),
    },
  ];
}

/** Who has product lines: an account, or a user, with those that are linked to them. */
export interface LineHolder {
  readonly kind: 'account' | 'user';
  readonly key: string;
  readonly lineRows: readonly number[];
}

/**
 * What speaks against taking a product line away. Whoever is left without one is not limited any more, and that is not for somebody who
 * is limited to give.
 */
export function reasonsAgainstTaking(lines: LineScope, line: KnownLine, holder: LineHolder): readonly Reason[] {
  const foreign = reasonsAgainstForeignLine(lines, line);
  const isLast = holder.lineRows.every((row) => row === line.id);
  if (lines.all || !isLast) return foreign;
  const last: Reason = {
    code: 'last_product_line',
    message: `Without ${line.productLineId} the ${holder.kind} ${holder.key} would have no product line, and so not be limited any more.`,
    remedy: 'Give another product line first, or ask somebody who is not limited.',
  };
  return [...foreign, last];
}

/** What speaks against giving a product line: that it is not theirs to give, or that it would limit them, which they could not undo. */
export function reasonsAgainstGiving(
  lines: LineScope,
  line: KnownLine,
  { isOwn }: { readonly isOwn: boolean },
): readonly Reason[] {
  const foreign = reasonsAgainstForeignLine(lines, line);
  if (!lines.all || !isOwn) return foreign;
  return [
    {
      code: 'would_limit_yourself',
      message: `You would see only products of ${line.productLineId} and of no line, and could not take that back.`,
      remedy: 'Ask another administrator, or use an API key.',
    },
  ];
}
