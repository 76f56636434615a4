import { Tabs } from '@mantine/core';
import type { JSX } from 'react';
import { templatesText } from '../../messages/en/producer-email-templates.ts';
import { useUrlState } from '../../shared/search-text.ts';
import type { Template } from './template-words.ts';
import { TemplatePreview } from './TemplatePreview.tsx';
import { TemplateVariables } from './TemplateVariables.tsx';
import { TemplateVersions } from './TemplateVersions.tsx';
import type { Draft } from './use-draft.ts';

const sides = ['preview', 'variables', 'versions'] as const;

interface TemplateSideProps {
  readonly template: Template;
  readonly draft: Draft;
  readonly onInsert: (text: string) => void;
}

/** What stands beside the source: how it reads, what it may name, which versions there are. */
export function TemplateSide({ template, draft, onInsert }: TemplateSideProps): JSX.Element {
  const { search, setSearch } = useUrlState();
  const side = sides.find((one) => one === search['side']) ?? 'preview';
  return (
    <Tabs
      component="section"
      aria-label={templatesText.side}
      value={side}
      keepMounted={false}
      onChange={(chosen) => setSearch({ side: chosen ?? undefined }, { replace: true })}
    >
      <Tabs.List mb="xs">
        {sides.map((one) => (
          <Tabs.Tab key={one} value={one}>
            {templatesText[one]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="preview">
        <TemplatePreview template={template} draft={draft} />
      </Tabs.Panel>
      <Tabs.Panel value="variables">
        <TemplateVariables type={template.type} onInsert={onInsert} />
      </Tabs.Panel>
      <Tabs.Panel value="versions">
        <TemplateVersions template={template} />
      </Tabs.Panel>
    </Tabs>
  );
}
