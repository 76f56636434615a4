import { Stack, Tabs, Text } from '@mantine/core';
import { useId, type JSX } from 'react';
import { templatesText } from '../../messages/en/producer-email-templates.ts';
import { useMay } from '../../shared/session.ts';
import { useUrlState } from '../../shared/search-text.ts';
import { errorsOf, type TemplatePart } from './source-spans.ts';
import { SourceEditor } from './SourceEditor.tsx';
import { TemplateProblems } from './TemplateProblems.tsx';
import type { Draft } from './use-draft.ts';
import type { Editors } from './use-editors.ts';

interface TemplateSourceProps {
  readonly draft: Draft;
  readonly editors: Editors;
}

/** Subject, text and HTML of a version, with what is wrong in them. */
export function TemplateSource({ draft, editors }: TemplateSourceProps): JSX.Element {
  const { search, setSearch } = useUrlState();
  const part = search['part'] === 'text' ? 'text' : 'html';
  const problems = useId();
  return (
    <Stack component="section" gap="xs" aria-label={templatesText.source}>
      <PartEditor draft={draft} part="subject" editors={editors} problems={problems} />
      <Tabs
        value={part}
        onChange={(chosen) => setSearch({ part: chosen ?? undefined }, { replace: true })}
        keepMounted={false}
      >
        <Tabs.List mb="xs">
          {(['html', 'text'] as const).map((one) => (
            <Tabs.Tab key={one} value={one}>
              <TabLabel draft={draft} part={one} />
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {(['html', 'text'] as const).map((one) => (
          <Tabs.Panel key={one} value={one}>
            <PartEditor draft={draft} part={one} editors={editors} problems={problems} />
          </Tabs.Panel>
        ))}
      </Tabs>
      <TemplateProblems draft={draft} editors={editors} id={problems} />
    </Stack>
  );
}

function TabLabel({ draft, part }: { readonly draft: Draft; readonly part: TemplatePart }): JSX.Element {
  const wrong = errorsOf(draft.errors, part).length;
  return (
    <>
      {templatesText[part]}
      {draft.isChanged(part) && <span className="licet-quiet"> ({templatesText.changedPart})</span>}
      {wrong > 0 && <span className="licet-urgent"> ▲ {wrong}</span>}
    </>
  );
}

interface PartEditorProps extends TemplateSourceProps {
  readonly part: TemplatePart;
  readonly problems: string;
}

function PartEditor({ draft, part, editors, problems }: PartEditorProps): JSX.Element {
  const may = useMay();
  const isShort = part === 'subject';
  return (
    <div>
      {isShort && (
        <Text size="xs" fw={500} mb={2} aria-hidden>
          {templatesText.subject}
        </Text>
      )}
      <SourceEditor
        label={templatesText[part]}
        value={draft.texts[part]}
        onChange={(text) => draft.change(part, text)}
        wrongAt={errorsOf(draft.errors, part).flatMap(({ places }) => places)}
        isShort={isShort}
        isReadOnly={!may('manageEmailTemplates')}
        describedBy={problems}
        onFocus={() => editors.noteFocus(part)}
        handle={editors.keep(part)}
      />
    </div>
  );
}
