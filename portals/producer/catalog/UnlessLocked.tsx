import { Fieldset, Stack, Text } from '@mantine/core';
import type { JSX, ReactNode } from 'react';
import { reasonsAgainstEditing } from '../../../src/catalog/rules/catalog-editing.ts';
import type { CatalogState } from '../../../src/shared/vocabulary.ts';
import { partsText as text } from '../../messages/en/producer-catalog-parts.ts';
import { catalogText } from '../../messages/en/producer-catalog.ts';

interface UnlessLockedProps {
  /** what it is, as the server calls it */
  readonly what: string;
  readonly state: CatalogState;
  /** the fields within, as the server calls them */
  readonly fields: readonly string[];
  /** what can change nevertheless */
  readonly why?: string;
  /** what can be changed in every state: first where it is all that can */
  readonly open?: ReactNode;
  readonly children: ReactNode;
}

/** Fields that can be changed, unless the state of the thing keeps them as they are: then they say so, and what would cure it. */
export function UnlessLocked(props: UnlessLockedProps): JSX.Element {
  const { what, state, fields, why = text.whyStays, open, children } = props;
  const [reason] = reasonsAgainstEditing(what, state, fields);
  if (reason === undefined)
    return (
      <Stack gap="xs">
        {children}
        {open}
      </Stack>
    );
  return (
    <Stack gap="sm">
      {open}
      <Fieldset legend={text.staysAsItIs(catalogText[`state_${state}`])} p="xs" disabled>
        <Stack gap="xs">
          <Text size="sm">
            {why} <span className="licet-quiet">{reason.remedy}</span>
          </Text>
          {children}
        </Stack>
      </Fieldset>
    </Stack>
  );
}
