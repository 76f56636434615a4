import { Checkbox, Group, NumberInput, Select, TextInput } from '@mantine/core';
import type { JSX } from 'react';
import { producerJobs } from '../../messages/en/producer-jobs.ts';
import type { IntervalUnit, ScheduleForm } from './schedule-form.ts';
import { clockAt, instantOf } from './zone-time.ts';

const texts = producerJobs.schedule;

export interface FieldsProps {
  readonly form: ScheduleForm;
  readonly onChange: (form: ScheduleForm) => void;
}

/** The minute of every hour. */
export function MinuteField({ form, onChange }: FieldsProps): JSX.Element {
  return (
    <NumberInput
      label={texts.minute}
      value={form.minute}
      min={0}
      max={59}
      allowDecimal={false}
      clampBehavior="strict"
      w={120}
      onChange={(value) => onChange({ ...form, minute: Number(value) })}
    />
  );
}

/** The time of day, on the clock of the schedule. */
export function TimeField({ form, onChange }: FieldsProps): JSX.Element {
  return (
    <TextInput
      type="time"
      label={texts.time}
      value={form.time}
      w={120}
      onChange={({ currentTarget: { value } }) => {
        if (value !== '') onChange({ ...form, time: value });
      }}
    />
  );
}

const weekBeginningMonday = [1, 2, 3, 4, 5, 6, 0];

/** The days of the week, at least one. */
export function WeekdayField({ form, onChange }: FieldsProps): JSX.Element {
  const choose = (chosen: readonly string[]): void => {
    // A week without a day would be every day.
    if (chosen.length > 0) onChange({ ...form, weekdays: chosen.map(Number).toSorted((one, other) => one - other) });
  };
  return (
    <Checkbox.Group label={texts.weekdays} value={form.weekdays.map(String)} onChange={choose}>
      <Group gap="xs" mt={4}>
        {weekBeginningMonday.map((day) => (
          <Checkbox key={day} value={String(day)} label={texts.weekdayNames[day]} />
        ))}
      </Group>
    </Checkbox.Group>
  );
}

/** The day of the month. */
export function MonthDayField({ form, onChange }: FieldsProps): JSX.Element {
  return (
    <NumberInput
      label={texts.dayOfMonth}
      description={form.dayOfMonth > 28 ? texts.dayOfMonthHint : undefined}
      value={form.dayOfMonth}
      min={1}
      max={31}
      allowDecimal={false}
      clampBehavior="strict"
      w={180}
      onChange={(value) => {
        if (value !== '') onChange({ ...form, dayOfMonth: Number(value) });
      }}
    />
  );
}

const unitNames: readonly IntervalUnit[] = ['minutes', 'hours', 'days'];

/** Every so many minutes, hours or days, and from when they are counted. */
export function IntervalFields({ form, onChange }: FieldsProps): JSX.Element {
  return (
    <>
      <NumberInput
        label={texts.count}
        value={form.count}
        min={1}
        max={form.unit === 'days' ? 9_999 : 99_999}
        allowDecimal={false}
        clampBehavior="strict"
        w={100}
        onChange={(value) => {
          if (value !== '') onChange({ ...form, count: Number(value) });
        }}
      />
      <Select
        label={texts.unit}
        data={unitNames.map((unit) => ({ value: unit, label: texts.units[unit] }))}
        value={form.unit}
        allowDeselect={false}
        w={120}
        onChange={(value) => onChange({ ...form, unit: unitNames.find((unit) => unit === value) ?? form.unit })}
      />
      <TextInput
        type="datetime-local"
        label={texts.startsAt}
        description={texts.startsAtHint}
        inputWrapperOrder={['label', 'input', 'description']}
        value={form.startsAt === null ? '' : clockAt(form.startsAt, form.timeZone)}
        w={240}
        onChange={({ currentTarget: { value } }) =>
          onChange({ ...form, startsAt: value === '' ? null : instantOf(value.slice(0, 16), form.timeZone) })
        }
      />
    </>
  );
}

/** A cron expression of five fields. */
export function CronField({ form, onChange }: FieldsProps): JSX.Element {
  return (
    <TextInput
      label={texts.cronLabel}
      description={texts.cronHint}
      inputWrapperOrder={['label', 'input', 'description']}
      value={form.cron}
      w="100%"
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      onChange={({ currentTarget: { value } }) => onChange({ ...form, cron: value })}
    />
  );
}
