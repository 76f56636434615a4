import { producerJobs as texts } from '../../messages/en/producer-jobs.ts';
import type { AnswerOf } from '../../shared/api/call.ts';

export type OptionField = AnswerOf<'getJob'>['optionFields'][number];

/** A value of an option, as it is read. */
export function told(value: unknown): string {
  if (value === null || value === undefined) return texts.none;
  if (Array.isArray(value)) return value.length === 0 ? texts.none : value.join(', ');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'number' ? value.toLocaleString('en') : JSON.stringify(value);
}
