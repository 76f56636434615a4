import { Autocomplete, Group, TextInput } from '@mantine/core';
import type { JSX } from 'react';
import { productsText as text } from '../../../messages/en/producer-products.ts';
import { useApi } from '../../../shared/api/queries.ts';
import { useMay } from '../../../shared/session.ts';
import { sentences } from '../pickers/sentences.ts';
import type { ProductFieldsProps } from './product-fields-props.ts';

/** When others are upgraded to a product, and which email tells of it. */
export function UpgradeFields({ kind, wish, onChange, problem }: ProductFieldsProps): JSX.Element | null {
  const variations = useVariations();
  if (kind === 'maintenance') return null;
  return (
    <>
      {kind === 'licensed' && (
        <Group gap="xs" align="flex-end" role="group" aria-label={text.dates}>
          {(['startDate', 'endDate'] as const).map((name) => (
            <TextInput
              key={name}
              type="date"
              label={text[name]}
              value={wish[name]}
              onChange={(event) => onChange({ ...wish, [name]: event.currentTarget.value })}
              error={sentences(problem, `/${name}`)}
              w={150}
            />
          ))}
          <span className="licet-hint">{text.datesHint}</span>
        </Group>
      )}
      <Autocomplete
        label={text.upgradeEmailTemplate}
        description={text.upgradeEmailTemplateHint}
        size="xs"
        data={variations}
        value={wish.upgradeEmailTemplate}
        onChange={(upgradeEmailTemplate) => onChange({ ...wish, upgradeEmailTemplate })}
        error={sentences(problem, '/upgradeEmailTemplate')}
      />
    </>
  );
}

/** The variations that there are of any email. */
function useVariations(): readonly string[] {
  const isAllowed = useMay()('viewEmailTemplates');
  const { data } = useApi('listEmailTemplates', { query: { limit: 500, active: 'true' } }, { enabled: isAllowed });
  return [...new Set((data?.items ?? []).map(({ variation }) => variation))].toSorted();
}
