import { Button, Divider, Drawer, Stack } from '@mantine/core';
import { useState, type JSX } from 'react';
import { producerJobs as texts } from '../../messages/en/producer-jobs.ts';
import type { BodyOf } from '../../shared/api/call.ts';
import { OperationForm } from '../../shared/OperationForm.tsx';
import { useMay } from '../../shared/session.ts';
import { useUrlState } from '../../shared/search-text.ts';
import type { Job } from './JobSwitch.tsx';
import { NextTimes } from './NextTimes.tsx';
import { OptionInputs } from './OptionInputs.tsx';
import { RoleChoice } from './RoleChoice.tsx';
import { formOf, wishOf, type ScheduleForm } from './schedule-form.ts';
import { ScheduleFields } from './ScheduleFields.tsx';
import { useForgetPreviews } from './use-preview.ts';

/** Sets a job up: when it runs, with which options, and who may subscribe to what it tells. */
export function JobConfiguration({ job }: { readonly job: Job }): JSX.Element | null {
  const may = useMay();
  const { search, setSearch } = useUrlState();
  if (!may('manageJobs')) return null;
  const close = (): void => setSearch({ configure: undefined }, { replace: true });
  return (
    <>
      <Button variant="default" onClick={() => setSearch({ configure: '1' }, { replace: true })}>
        {texts.configure}
      </Button>
      <Drawer
        opened={search.configure === '1'}
        onClose={close}
        position="right"
        size="lg"
        title={texts.configureTitle(job.title)}
      >
        <Configuration job={job} onDone={close} />
      </Drawer>
    </>
  );
}

type JobChange = NonNullable<BodyOf<'changeJob'>>;

interface Wishes {
  /** undefined as long as nobody touches it */
  readonly schedule: ScheduleForm | undefined;
  readonly options: NonNullable<JobChange['options']>;
  readonly subscriberRoles: readonly string[];
}

function Configuration({ job, onDone }: { readonly job: Job; readonly onDone: () => void }): JSX.Element {
  // The version that was opened: a change by somebody else in the meantime is told, not overwritten.
  const [version] = useState(job.version);
  const [wishes, setWishes] = useState<Wishes>(() => wishesOf(job));
  const forgetPreviews = useForgetPreviews();
  const change = (patch: Partial<Wishes>): void => setWishes({ ...wishes, ...patch });
  const form = wishes.schedule ?? formOf(job.schedule);
  return (
    <OperationForm
      operation="changeJob"
      request={{ path: { key: job.key }, body: changeOf(wishes), version }}
      submitLabel={texts.save}
      onDone={() => {
        forgetPreviews(job.key);
        onDone();
      }}
      onCancel={onDone}
    >
      {(problem) => (
        <Stack gap="md">
          <ScheduleFields form={form} onChange={(schedule) => change({ schedule })} />
          <NextTimes job={job} form={form} />
          {job.optionFields.length > 0 && (
            <>
              <Divider label={texts.options} labelPosition="left" />
              <OptionInputs
                fields={job.optionFields}
                values={wishes.options}
                problem={problem}
                onChange={(options) => change({ options })}
              />
            </>
          )}
          <Divider />
          <RoleChoice chosen={wishes.subscriberRoles} onChange={(subscriberRoles) => change({ subscriberRoles })} />
        </Stack>
      )}
    </OperationForm>
  );
}

function wishesOf(job: Job): Wishes {
  const known = job.optionFields.flatMap(({ name }) => {
    const value = job.options[name];
    return isOptionValue(value) ? [[name, value] as const] : [];
  });
  return { schedule: undefined, options: Object.fromEntries(known), subscriberRoles: job.subscriberRoles };
}

type OptionValue = Wishes['options'][string];

function isOptionValue(value: unknown): value is OptionValue {
  if (Array.isArray(value)) return value.every((one) => typeof one === 'string');
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function changeOf({ schedule, options, subscriberRoles }: Wishes): JobChange {
  return {
    ...(schedule === undefined ? {} : { schedule: wishOf(schedule) }),
    options,
    subscriberRoles: [...subscriberRoles],
  };
}
