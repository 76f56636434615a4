import { producerJobs } from '../../messages/en/producer-jobs.ts';
import { formOf, type Schedule, type ScheduleForm } from './schedule-form.ts';
import { clockAt } from './zone-time.ts';

const words = producerJobs.schedule;

/** A schedule as a sentence goes on: "daily at 06:00 Europe/Berlin". One that has no usual words is its cron expression. */
export function scheduleWords(schedule: Schedule): string {
  const form = formOf(schedule);
  const { kind, time, timeZone, minute, weekdays, dayOfMonth } = form;
  switch (kind) {
    case 'hourly':
      return minute === 0 ? words.hourly : words.hourlyAt(minute);
    case 'daily':
      return words.dailyAt(time, timeZone);
    case 'weekly':
      return words.weeklyAt(daysInWords(weekdays), time, timeZone);
    case 'monthly':
      return words.monthlyAt(dayOfMonth, time, timeZone);
    case 'every':
      return intervalInWords(form);
    case 'shipped':
    case 'cron':
      return stepsInWords(form.cron, timeZone) ?? words.cron(form.cron, timeZone);
  }
}

function intervalInWords({ count, unit, startsAt, timeZone }: ScheduleForm): string {
  if (unit !== 'days') return words.every(count, unit);
  const time = startsAt === null ? '' : clockAt(startsAt, timeZone).slice(11);
  return count === 1 ? words.dailyAt(time, timeZone) : words.everyDaysAt(count, time, timeZone);
}

function daysInWords(weekdays: readonly number[]): string {
  const key = weekdays.join(',');
  if (key === '1,2,3,4,5') return words.workdays;
  if (key === '0,6') return words.weekend;
  if (weekdays.length === 7) return words.everyDay;
  return words.onDays(weekdays);
}

/** Steps through every hour, and several times of a day. */
function stepsInWords(cron: string, timeZone: string): string | undefined {
  const minutes = /^\*\/(\d{1,2}) \* \* \* \*$/.exec(cron)?.[1];
  if (minutes !== undefined && 60 % Number(minutes) === 0) return words.every(Number(minutes), 'minutes');
  const [, minute = '', step] = /^(\d{1,2}) \*\/(\d{1,2}) \* \* \*$/.exec(cron) ?? [];
  if (step !== undefined && 24 % Number(step) === 0)
    return words.everyHoursFrom(Number(step), `00:${minute.padStart(2, '0')}`, timeZone);
  const [, atMinute = '', hours] = /^(\d{1,2}) (\d{1,2}(?:,\d{1,2})+) \* \* \*$/.exec(cron) ?? [];
  if (hours === undefined) return undefined;
  const times = hours.split(',').map((hour) => `${hour.padStart(2, '0')}:${atMinute.padStart(2, '0')}`);
  return words.dailyAt(words.both(times), timeZone);
}
