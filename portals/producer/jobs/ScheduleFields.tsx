import { Group, Select, Stack } from '@mantine/core';
import type { JSX } from 'react';
import { producerJobs } from '../../messages/en/producer-jobs.ts';
import { cronOf, type ScheduleKind } from './schedule-form.ts';
import {
  CronField,
  IntervalFields,
  MinuteField,
  MonthDayField,
  TimeField,
  WeekdayField,
  type FieldsProps,
} from './ScheduleInputs.tsx';

const texts = producerJobs.schedule;

const kinds: readonly ScheduleKind[] = ['hourly', 'daily', 'weekly', 'monthly', 'every', 'cron', 'shipped'];

/** When a job runs: a usual time, an interval, or a cron expression, in a time zone. */
export function ScheduleFields({ form, onChange }: FieldsProps): JSX.Element {
  const choose = (kind: ScheduleKind): void =>
    // Who goes on from a usual time to an expression begins with the one that says the same.
    onChange({ ...form, kind, cron: cronOf(form) });
  return (
    <Stack gap="xs">
      <Select
        label={texts.label}
        data={kinds.map((kind) => ({ value: kind, label: texts.kinds[kind] }))}
        value={form.kind}
        allowDeselect={false}
        onChange={(value) => choose(kinds.find((kind) => kind === value) ?? form.kind)}
      />
      <Group gap="xs" align="start">
        <KindFields form={form} onChange={onChange} />
      </Group>
      {form.kind !== 'shipped' && <ZoneField form={form} onChange={onChange} />}
    </Stack>
  );
}

function KindFields(props: FieldsProps): JSX.Element | null {
  switch (props.form.kind) {
    case 'hourly':
      return <MinuteField {...props} />;
    case 'daily':
      return <TimeField {...props} />;
    case 'weekly':
      return (
        <>
          <WeekdayField {...props} />
          <TimeField {...props} />
        </>
      );
    case 'monthly':
      return (
        <>
          <MonthDayField {...props} />
          <TimeField {...props} />
        </>
      );
    case 'every':
      return <IntervalFields {...props} />;
    case 'cron':
      return <CronField {...props} />;
    case 'shipped':
      return null;
  }
}

const zones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];

function ZoneField({ form, onChange }: FieldsProps): JSX.Element {
  return (
    <Select
      label={texts.timeZone}
      data={zones.includes(form.timeZone) ? zones : [form.timeZone, ...zones]}
      value={form.timeZone}
      searchable
      limit={60}
      allowDeselect={false}
      onChange={(value) => onChange({ ...form, timeZone: value ?? form.timeZone })}
    />
  );
}
