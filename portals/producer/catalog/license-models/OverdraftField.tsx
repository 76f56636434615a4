import { Group, NumberInput, Select, Text } from '@mantine/core';
import type { JSX } from 'react';
import { modelsText as text } from '../../../messages/en/producer-license-models.ts';
import { sentences } from '../pickers/sentences.ts';
import type { ModelFieldsProps } from './model-fields-props.ts';
import { overdraftKinds } from './overdraft-wish.ts';

/** How much more than its count may be in use. */
export function OverdraftField({ wish, onChange, problem, state = 'draft' }: ModelFieldsProps): JSX.Element {
  const { overdraft, counting } = wish;
  if (counting === 'uncounted')
    return (
      <Text size="sm" className="licet-quiet">
        {text.overdraftUncounted}
      </Text>
    );
  const hasAmount = overdraft.kind === 'count' || overdraft.kind === 'percent';
  return (
    <Group gap="xs" align="flex-start">
      <Select
        aria-label={text.overdraft}
        data={overdraftKinds.map((value) => ({ value, label: text[`overdraft_${value}`] }))}
        value={overdraft.kind}
        onChange={(kind) => onChange({ ...wish, overdraft: { ...overdraft, kind: kind ?? 'none' } })}
        error={sentences(problem, '/overdraft')}
        allowDeselect={false}
        disabled={state !== 'draft'}
        w={180}
      />
      {hasAmount && (
        <NumberInput
          aria-label={text[`overdraft_${overdraft.kind}`]}
          value={overdraft.amount}
          onChange={(amount) => onChange({ ...wish, overdraft: { ...overdraft, amount: String(amount) } })}
          error={sentences(problem, `/overdraft/${overdraft.kind}`)}
          min={1}
          allowDecimal={false}
          clampBehavior="none"
          w={110}
          suffix={overdraft.kind === 'percent' ? ' %' : ''}
          required
        />
      )}
    </Group>
  );
}
