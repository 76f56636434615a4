import { Button, Group, List, Text } from '@mantine/core';
import type { JSX } from 'react';
import { templatesText } from '../../messages/en/producer-email-templates.ts';
import { Mark } from '../../shared/Mark.tsx';
import { useUrlState } from '../../shared/search-text.ts';
import { useMay } from '../../shared/session.ts';
import { isMendable, partOf, withNearest, type SourcePlace, type TemplateError } from './source-spans.ts';
import type { Draft } from './use-draft.ts';
import type { Editors } from './use-editors.ts';

interface TemplateProblemsProps {
  readonly draft: Draft;
  readonly editors: Editors;
  readonly id: string;
}

/** What is wrong in the source: each with its places, and the nearest known name one press away. */
export function TemplateProblems({ draft, editors, id }: TemplateProblemsProps): JSX.Element {
  const { errors } = draft;
  return (
    <section id={id} aria-live="polite">
      <Text size="sm" component="h2" fw={600}>
        <Verdict draft={draft} />
      </Text>
      <List size="sm" listStyleType="none" spacing={4} mt={4}>
        {errors.map((error) => (
          <List.Item key={`${error.pointer} ${error.message}`}>
            <OneProblem error={error} draft={draft} editors={editors} />
          </List.Item>
        ))}
      </List>
    </section>
  );
}

function Verdict({ draft: { isChecked, errors } }: { readonly draft: Draft }): JSX.Element {
  if (!isChecked) return <Mark tone="quiet">{templatesText.checking}</Mark>;
  if (errors.length === 0) return <Mark tone="good">{templatesText.noProblems}</Mark>;
  return <Mark tone="urgent">{templatesText.problems(errors.length)}</Mark>;
}

interface OneProblemProps {
  readonly error: TemplateError;
  readonly draft: Draft;
  readonly editors: Editors;
}

function OneProblem({ error, draft, editors }: OneProblemProps): JSX.Element {
  const { setSearch } = useUrlState();
  const may = useMay();
  const part = partOf(error);
  if (part === undefined) return <>{error.message}</>;
  const goTo = (place: SourcePlace): void => {
    if (part !== 'subject') setSearch({ part }, { replace: true });
    // The editor of the other part has to stand there before something is shown in it.
    setTimeout(() => editors.goTo(part, place), 50);
  };
  return (
    <>
      {error.message}
      <Group gap={6}>
        {error.places.map((place) => (
          <Button key={`${place.line} ${place.column}`} variant="subtle" size="compact-xs" onClick={() => goTo(place)}>
            {templatesText.jumpTo(templatesText[part], place.line)}
          </Button>
        ))}
        {isMendable(error) && may('manageEmailTemplates') && (
          <Button
            variant="default"
            size="compact-xs"
            onClick={() => draft.change(part, withNearest(draft.texts[part], error))}
          >
            {templatesText.useNearest(error.nearest ?? '')}
          </Button>
        )}
      </Group>
    </>
  );
}
