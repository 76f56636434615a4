import { Group, Text } from '@mantine/core';
import type { JSX } from 'react';
import { versionDateOptions } from '../../../../src/shared/vocabulary.ts';
import { entitlementFormsText as text } from '../../../messages/en/producer-entitlements-forms.ts';
import { DayField } from './DayField.tsx';
import { ExplainedSelect } from './ExplainedSelect.tsx';
import { fieldProps, type FormPart } from './field-props.ts';
import type { LineItemWish } from './line-item-wish.ts';
import { TermField } from './TermField.tsx';

const options = versionDateOptions.map((value) => ({
  value,
  label: text[`version_${value}`],
  meaning: text[`versionHelp_${value}`],
}));

/** Up to which day versions may be used, of products with a feature whose version is a date. */
export function VersionDateFields(part: FormPart<LineItemWish>): JSX.Element {
  const { wish, change } = part;
  return (
    <Group gap="sm" align="flex-start">
      <Text size="xs" className="licet-quiet" w="100%">
        {text.versionDateHelp}
      </Text>
      <ExplainedSelect
        {...fieldProps(part, text.versionDateOption, 'versionDateOption')}
        choices={options}
        value={wish.versionDateOption}
        onChange={(versionDateOption) => change({ versionDateOption })}
      />
      {wish.versionDateOption === 'now' && (
        <DayField
          {...fieldProps(part, text.versionDate, 'versionDate')}
          value={wish.versionDate}
          onChange={(versionDate) => change({ versionDate })}
        />
      )}
      {wish.versionDateOption === 'versionStartDateLater' && (
        <TermField
          {...fieldProps(part, text.versionTerm, 'versionTerm')}
          value={wish.versionTerm}
          onChange={(versionTerm) => change({ versionTerm })}
        />
      )}
    </Group>
  );
}
