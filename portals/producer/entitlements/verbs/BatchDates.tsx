import { Group, Select, Stack, Text } from '@mantine/core';
import { useState, type JSX } from 'react';
import { entitlementFormsText } from '../../../messages/en/producer-entitlements-forms.ts';
import { entitlementVerbsText as text } from '../../../messages/en/producer-entitlements-verbs.ts';
import { sentencesAt } from '../forms/field-props.ts';
import { DayField } from '../forms/DayField.tsx';
import { TermField } from '../forms/TermField.tsx';
import { BatchForm } from './BatchForm.tsx';
import type { BatchProps } from './batch-props.ts';
import { datesChange, endKinds, noDates, reasonsAgainstDates, startKinds, type DatesChange } from './dates-change.ts';

/** Changes the first and the last days of several items. */
export function BatchDates({ activationIds, maintenance, onClose, onDone }: BatchProps): JSX.Element {
  const [dates, setDates] = useState(noDates);
  return (
    <BatchForm
      title={text.batchDatesTitle(activationIds.length)}
      activationIds={activationIds}
      operationOf={(activationId) => ({
        activationId,
        change: datesChange(dates, maintenance?.has(activationId) === true),
      })}
      reasonsAgainst={reasonsAgainstDates(dates)}
      fields={(problem) => (
        <DatesChangeFields
          dates={dates}
          onChange={(patch) => setDates((now) => ({ ...now, ...patch }))}
          problem={problem}
        />
      )}
      onClose={onClose}
      onDone={onDone}
    />
  );
}

interface DatesChangeFieldsProps {
  readonly dates: DatesChange;
  readonly onChange: (patch: Partial<DatesChange>) => void;
  readonly problem: unknown;
}

function DatesChangeFields(props: DatesChangeFieldsProps): JSX.Element {
  return (
    <Stack gap="xs">
      <StartFields {...props} />
      <EndFields {...props} />
      {props.dates.end === 'term' && (
        <Text size="xs" className="licet-quiet">
          {text.maintenanceHasNoTerm}
        </Text>
      )}
    </Stack>
  );
}

function StartFields({ dates, onChange, problem }: DatesChangeFieldsProps): JSX.Element {
  return (
    <Group gap="sm" align="flex-start">
      <Select
        label={text.batchStart}
        data={startKinds.map((value) => ({ value, label: text[`batchStart_${value}`] }))}
        value={dates.start}
        onChange={(chosen) => onChange({ start: startKinds.find((one) => one === chosen) ?? dates.start })}
        allowDeselect={false}
        w={{ base: '100%', xs: 160 }}
      />
      {dates.start === 'day' && (
        <DayField
          label={entitlementFormsText.startDate}
          value={dates.startDate}
          onChange={(startDate) => onChange({ startDate })}
          error={sentencesAt(problem, ['/startDate'])}
        />
      )}
    </Group>
  );
}

function EndFields({ dates, onChange, problem }: DatesChangeFieldsProps): JSX.Element {
  return (
    <Group gap="sm" align="flex-start">
      <Select
        label={text.batchEnd}
        data={endKinds.map((value) => ({
          value,
          label: value === 'keep' ? text.batchEnd_keep : entitlementFormsText[`end_${value}`],
        }))}
        value={dates.end}
        onChange={(chosen) => onChange({ end: endKinds.find((one) => one === chosen) ?? dates.end })}
        allowDeselect={false}
        w={{ base: '100%', xs: 160 }}
      />
      {dates.end === 'date' && (
        <DayField
          label={entitlementFormsText.expirationDate}
          value={dates.expirationDate}
          onChange={(expirationDate) => onChange({ expirationDate })}
          error={sentencesAt(problem, ['/expirationDate'])}
        />
      )}
      {dates.end === 'term' && (
        <TermField
          label={entitlementFormsText.term}
          value={dates.term}
          onChange={(term) => onChange({ term })}
          error={sentencesAt(problem, ['/term'])}
        />
      )}
    </Group>
  );
}
