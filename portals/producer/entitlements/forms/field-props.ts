import { reasonsAt, type Reason } from '../../../shared/api/problem.ts';
import { withSettingTitles } from '../../settings/named-settings.ts';
import { withFieldWords } from '../verbs/field-words.ts';

/** What every part of a form is told. */
export interface FormPart<Wish> {
  readonly wish: Wish;
  readonly change: (patch: Partial<Wish>) => void;
  /** what the server said last, with pointers from this record on */
  readonly problem: unknown;
  /** why a field cannot be changed now; undefined where it can */
  readonly lockOf: (field: string) => string | undefined;
}

/** The label of a field, what speaks against its value, and whether it can be changed now. */
export function fieldProps(
  part: Pick<FormPart<never>, 'problem' | 'lockOf'>,
  label: string,
  ...fields: readonly string[]
) {
  const lock = fields.map(part.lockOf).find((reason) => reason !== undefined);
  return {
    label,
    error: sentencesAt(
      part.problem,
      fields.map((field) => `/${field}`),
    ),
    disabled: lock !== undefined,
    title: lock,
  };
}

/** Hints stand below their fields, so that fields side by side are in one line. */
export const hintBelow = ['label', 'input', 'description', 'error'] as const;

/** What the server says about some places of the request, with its cures; nothing where it is content. */
export function sentencesAt(problem: unknown, pointers: readonly string[]): string | undefined {
  const said = pointers
    .flatMap((pointer) => reasonsAt(problem, pointer))
    .map((reason) => [withoutPlace(reason.message, reason.pointer), remedyOf(reason)].filter(Boolean).join(' '));
  return said.length === 0 ? undefined : withSettingTitles(withFieldWords([...new Set(said)].join(' ')));
}

/** Where something is missing, the empty field itself is the cure. */
function remedyOf({ code, remedy }: Reason): string | undefined {
  return code.endsWith('required') ? undefined : remedy;
}

/** A sentence that begins with the place in the request tells people nothing more by that: they see the field. */
function withoutPlace(message: string, pointer = ''): string {
  const place = pointer.slice(1).replaceAll('/', '.');
  return place !== '' && message.startsWith(`${place}: `) ? message.slice(place.length + 2) : message;
}

/** Nothing is locked: the record is new. */
export function noLock(): undefined {
  return undefined;
}
