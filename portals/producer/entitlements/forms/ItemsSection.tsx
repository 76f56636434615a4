import { Group, Text, Title } from '@mantine/core';
import type { JSX, ReactNode } from 'react';
import type { EntitlementForm } from './use-entitlement-form.ts';
import { Verb } from '../../../shared/Verb.tsx';
import type { Reason } from '../../../shared/api/problem.ts';

/** Which item is open beside the form; `new` for one that is not there yet. */
export type OpenItem = string | undefined;

export interface SectionProps {
  readonly form: EntitlementForm;
  readonly isTest: boolean;
  readonly open: OpenItem;
  readonly onOpen: (key: OpenItem) => void;
}

interface ItemsSectionProps {
  readonly title: string;
  readonly add: string;
  readonly onAdd: () => void;
  readonly reasonsAgainst?: readonly Reason[];
  /** what it is for, where there is none yet */
  readonly empty: string;
  readonly rows: ReactNode;
  readonly children: ReactNode;
}

/** A part of the form that holds a list, and the button that makes it longer. */
export function ItemsSection(props: ItemsSectionProps): JSX.Element {
  return (
    <section aria-label={props.title}>
      <Group gap="sm" mb={4}>
        <Title order={2}>{props.title}</Title>
        <Verb variant="default" onClick={props.onAdd} reasonsAgainst={props.reasonsAgainst ?? []}>
          {props.add}
        </Verb>
      </Group>
      {props.rows ?? (
        <Text size="sm" className="licet-quiet">
          {props.empty}
        </Text>
      )}
      {props.children}
    </section>
  );
}
