import type { BodyOf, ItemOf } from '../../shared/api/call.ts';

export type Schedule = ItemOf<'listJobs'>['schedule'];
export type ScheduleWish = NonNullable<BodyOf<'changeJob'>>['schedule'];
export type ScheduleKind = 'shipped' | 'hourly' | 'daily' | 'weekly' | 'monthly' | 'every' | 'cron';
export type IntervalUnit = 'minutes' | 'hours' | 'days';

/** A schedule as people think of it. What its kind does not speak of has the value that a change of kind begins with. */
export interface ScheduleForm {
  readonly kind: ScheduleKind;
  readonly minute: number;
  /** such as `06:00` */
  readonly time: string;
  /** 0 is Sunday */
  readonly weekdays: readonly number[];
  readonly dayOfMonth: number;
  readonly count: number;
  readonly unit: IntervalUnit;
  /** an instant; null for now */
  readonly startsAt: string | null;
  readonly cron: string;
  readonly timeZone: string;
}

const fresh = {
  minute: 0,
  time: '06:00',
  weekdays: [1],
  dayOfMonth: 1,
  count: 1,
  unit: 'days',
  startsAt: null,
} as const;

/** The kind of a schedule and what belongs to it; an expression that is none of the usual ones stays one. */
export function formOf(schedule: Schedule): ScheduleForm {
  const { timeZone } = schedule;
  if ('cron' in schedule) return { ...fresh, kind: 'cron', cron: schedule.cron, timeZone, ...usualCron(schedule.cron) };
  const { every, startsAt } = schedule;
  return { ...fresh, kind: 'every', ...intervalOf(every), startsAt, cron: '0 6 * * *', timeZone };
}

/** What the server is asked for. */
export function wishOf(form: ScheduleForm): ScheduleWish {
  const { kind, timeZone, startsAt } = form;
  if (kind === 'shipped') return null;
  if (kind !== 'every') return { cron: cronOf(form), timeZone };
  return { every: everyOf(form), timeZone, ...(startsAt === null ? {} : { startsAt }) };
}

function everyOf({ count, unit }: ScheduleForm): string {
  return { minutes: `PT${count}M`, hours: `PT${count}H`, days: `P${count}D` }[unit];
}

/** The cron expression of a form that stands for one. */
export function cronOf({ kind, minute, time, weekdays, dayOfMonth, cron }: ScheduleForm): string {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  switch (kind) {
    case 'hourly':
      return `${minute} * * * *`;
    case 'daily':
      return `${minutes} ${hours} * * *`;
    case 'weekly':
      return `${minutes} ${hours} * * ${weekdays.length === 0 ? '*' : weekdays.join(',')}`;
    case 'monthly':
      return `${minutes} ${hours} ${dayOfMonth} * *`;
    case 'shipped':
    case 'every':
    case 'cron':
      return cron;
  }
}

/** `PT6H` as a number and a unit. */
export function intervalOf(every: string): { readonly count: number; readonly unit: IntervalUnit } {
  const [, minutesOrHours, letter, days] = /^(?:PT(\d+)([MH])|P(\d+)D)$/.exec(every) ?? [];
  if (days !== undefined) return { count: Number(days), unit: 'days' };
  return { count: Number(minutesOrHours), unit: letter === 'H' ? 'hours' : 'minutes' };
}

function usualCron(expression: string): Partial<ScheduleForm> {
  const [minute = '', hour = '', ...days] = expression.trim().split(/\s+/);
  if (!isNumber(minute)) return {};
  if (hour === '*') return days.join(' ') === '* * *' ? { kind: 'hourly', minute: Number(minute) } : {};
  if (!isNumber(hour)) return {};
  const usual = usualDays(days);
  return usual === undefined ? {} : { ...usual, time: `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}` };
}

function usualDays([dayOfMonth = '', month = '', weekday = '']: readonly string[]): Partial<ScheduleForm> | undefined {
  if (month !== '*') return undefined;
  if (weekday === '*') {
    if (dayOfMonth === '*') return { kind: 'daily' };
    return isNumber(dayOfMonth) ? { kind: 'monthly', dayOfMonth: Number(dayOfMonth) } : undefined;
  }
  const weekdays = weekdaysOf(weekday);
  return dayOfMonth === '*' && weekdays !== undefined ? { kind: 'weekly', weekdays } : undefined;
}

function isNumber(part: string): boolean {
  return /^\d{1,2}$/.test(part);
}

const dayNames = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** The days of a cron field such as `1-5`, `MON,WED` or `7`, in order; undefined where it says something else. */
function weekdaysOf(field: string): readonly number[] | undefined {
  const days = field.split(',').map((part) => {
    const [from, to = from, more] = part.split('-').map(dayOf);
    if (from === undefined || to === undefined || more !== undefined || to < from) return undefined;
    return Array.from({ length: to - from + 1 }, (_, step) => (from + step) % 7);
  });
  if (days.includes(undefined)) return undefined;
  return [...new Set(days.flatMap((some) => some ?? []))].toSorted((one, other) => one - other);
}

function dayOf(text: string): number | undefined {
  if (/^[0-7]$/.test(text)) return Number(text);
  const day = dayNames.indexOf(text.toLowerCase());
  return day === -1 ? undefined : day;
}
