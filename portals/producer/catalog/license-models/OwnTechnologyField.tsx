import { Select } from '@mantine/core';
import type { JSX } from 'react';
import { modelsText as text } from '../../../messages/en/producer-license-models.ts';
import { catalogText } from '../../../messages/en/producer-catalog.ts';
import { useApi } from '../../../shared/api/queries.ts';
import { pickableLabel } from '../pickers/catalog-kinds.ts';

interface OwnTechnologyFieldProps {
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
  readonly error: string | undefined;
  readonly isDisabled: boolean;
}

/** Which of the producer's own license technologies makes the licenses. There are few, so all are offered at once. */
export function OwnTechnologyField({ value, onChange, error, isDisabled }: OwnTechnologyFieldProps): JSX.Element {
  const answer = useApi('listLicenseTechnologies', { query: { technology: 'custom', limit: 500, sort: 'name' } });
  const offered = (answer.data?.items ?? []).map(({ licenseTechnologyId: key, name, state }) => ({
    value: key,
    label: pickableLabel({ key, name, state, version: null }),
  }));
  const isMissing = value !== undefined && offered.every((one) => one.value !== value);
  return (
    <Select
      label={text.ownTechnology}
      placeholder={text.byHand}
      data={isMissing ? [{ value, label: value }, ...offered] : offered}
      value={value ?? null}
      onChange={(chosen) => onChange(chosen ?? undefined)}
      error={error}
      disabled={isDisabled}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': catalogText.clear(text.ownTechnology) }}
    />
  );
}
