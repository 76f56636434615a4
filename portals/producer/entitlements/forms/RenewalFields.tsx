import { Group, Select } from '@mantine/core';
import type { JSX } from 'react';
import { entitlementFormsText as text } from '../../../messages/en/producer-entitlements-forms.ts';
import { DayField } from './DayField.tsx';
import { fieldProps, type FormPart, hintBelow } from './field-props.ts';
import type { LineItemWish } from './line-item-wish.ts';
import { TermField } from './TermField.tsx';

const kinds = ['no', 'term', 'date'] as const;

/** Whether a line item renews itself; nothing permanent does. */
export function RenewalFields(part: FormPart<LineItemWish>): JSX.Element | null {
  const { wish, change } = part;
  if (wish.end === 'permanent') return null;
  const { error, ...field } = fieldProps(
    part,
    text.autoRenew,
    'autoRenew',
    'autoRenew/term',
    'autoRenew/expirationDate',
  );
  return (
    <Group gap="sm" align="flex-start">
      <Select
        {...field}
        data={kinds.map((value) => ({ value, label: text[`autoRenew_${value}`] }))}
        value={wish.autoRenew}
        onChange={(chosen) => change({ autoRenew: kinds.find((one) => one === chosen) ?? wish.autoRenew })}
        allowDeselect={false}
        description={wish.autoRenew === 'no' ? undefined : text.autoRenewHelp}
        inputWrapperOrder={[...hintBelow]}
        error={error}
        w={{ base: '100%', xs: 220 }}
      />
      {wish.autoRenew === 'term' && (
        <TermField
          label={text.autoRenewTerm}
          value={wish.autoRenewTerm}
          onChange={(autoRenewTerm) => change({ autoRenewTerm })}
          disabled={field.disabled}
        />
      )}
      {wish.autoRenew === 'date' && (
        <DayField
          label={text.autoRenewUntil}
          value={wish.autoRenewUntil}
          onChange={(autoRenewUntil) => change({ autoRenewUntil })}
          disabled={field.disabled}
        />
      )}
    </Group>
  );
}
