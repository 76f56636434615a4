import { Group, Input, SegmentedControl, Stack, Text } from '@mantine/core';
import type { JSX } from 'react';
import { startDateOptions } from '../../../../src/shared/vocabulary.ts';
import { entitlementFormsText as text } from '../../../messages/en/producer-entitlements-forms.ts';
import { useBranding } from '../../../shared/session.ts';
import { DayField } from './DayField.tsx';
import { ExplainedSelect } from './ExplainedSelect.tsx';
import { fieldProps, type FormPart } from './field-props.ts';
import { ends, type DatesWish } from './item-dates.ts';
import { TermField } from './TermField.tsx';
import { useDaysInWords } from './use-days-in-words.ts';

const starts = startDateOptions.map((value) => ({
  value,
  label: text[`start_${value}`],
  meaning: text[`startHelp_${value}`],
}));

/** When a line item starts and ends, with the days that follow from it. */
export function LineItemDates(part: FormPart<DatesWish>): JSX.Element {
  const { wish, change } = part;
  return (
    <Stack gap="xs">
      <Group gap="sm" align="flex-start">
        <ExplainedSelect
          {...fieldProps(part, text.startDateOption, 'startDateOption')}
          choices={starts}
          value={wish.startDateOption}
          onChange={(startDateOption) => change({ startDateOption })}
        />
        {wish.startDateOption === 'now' && <StartDay {...part} />}
      </Group>
      <EndFields {...part} />
      <DaysInWords wish={wish} />
    </Stack>
  );
}

/** When maintenance starts and ends. */
export function MaintenanceDates(part: FormPart<DatesWish>): JSX.Element {
  return (
    <Stack gap="xs">
      <StartDay {...part} />
      <EndFields {...part} />
      <DaysInWords wish={part.wish} />
    </Stack>
  );
}

function StartDay(part: FormPart<DatesWish>): JSX.Element {
  const { today } = useBranding();
  return (
    <DayField
      {...fieldProps(part, text.startDate, 'startDate')}
      // The field shows the day that counts where none is typed.
      value={part.wish.startDate === '' ? today : part.wish.startDate}
      onChange={(startDate) => part.change({ startDate })}
    />
  );
}

function EndFields(part: FormPart<DatesWish>): JSX.Element {
  const { wish, change } = part;
  const { label, error, disabled, title } = fieldProps(part, text.end, 'permanent', 'expirationDate', 'term');
  return (
    <Group gap="sm" align="flex-end">
      <Input.Wrapper label={label} error={error} size="xs" title={title} labelElement="div">
        <SegmentedControl
          aria-label={label}
          data={ends.map((value) => ({ value, label: text[`end_${value}`] }))}
          value={wish.end}
          onChange={(chosen) => change({ end: ends.find((one) => one === chosen) ?? wish.end })}
          disabled={disabled}
          display="flex"
        />
      </Input.Wrapper>
      {wish.end === 'term' && (
        <TermField label={text.term} value={wish.term} onChange={(term) => change({ term })} disabled={disabled} />
      )}
      {wish.end === 'date' && (
        <DayField
          label={text.expirationDate}
          value={wish.expirationDate}
          onChange={(expirationDate) => change({ expirationDate })}
          disabled={disabled}
        />
      )}
    </Group>
  );
}

function DaysInWords({ wish }: { readonly wish: DatesWish }): JSX.Element {
  const { words, remark, isWrong } = useDaysInWords()(wish);
  return (
    <Text size="sm" role="status" className={isWrong ? 'licet-urgent' : undefined}>
      {words}
      {remark !== undefined && <span className="licet-quiet"> ({remark})</span>}
    </Text>
  );
}
