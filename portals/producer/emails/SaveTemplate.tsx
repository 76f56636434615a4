import { Checkbox, Modal, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { useState, type JSX } from 'react';
import { templatesText } from '../../messages/en/producer-email-templates.ts';
import { emailsText } from '../../messages/en/producer-emails.ts';
import { reasonsAt, type Reason } from '../../shared/api/problem.ts';
import { useApi } from '../../shared/api/queries.ts';
import { OperationForm } from '../../shared/OperationForm.tsx';
import { useMay } from '../../shared/session.ts';
import { Verb } from '../../shared/Verb.tsx';
import { typeTitle } from './email-words.ts';
import { Sentences } from './Sentences.tsx';
import { consequencesOfActivating, type Template } from './template-words.ts';
import type { Draft } from './use-draft.ts';

interface SaveTemplateProps {
  readonly template: Template;
  readonly draft: Draft;
}

/** Keeps the source as the next version of its type and language, and sends it from now on where that is asked for. */
export function SaveTemplate({ template, draft }: SaveTemplateProps): JSX.Element {
  const [isAsking, { open, close }] = useDisclosure(false);
  const may = useMay();
  return (
    <>
      <Verb onClick={open} reasonsAgainst={reasonsAgainstSaving(draft, may('manageEmailTemplates'))}>
        {templatesText.save}
      </Verb>
      <Modal opened={isAsking} onClose={close} title={templatesText.saveTitle(typeTitle(template.type))}>
        <SaveForm template={template} draft={draft} onClose={close} />
      </Modal>
    </>
  );
}

function reasonsAgainstSaving(draft: Draft, may: boolean): readonly Reason[] {
  if (!may) return [emailsText.mayNot('manageEmailTemplates')];
  if (draft.errors.length > 0) return [templatesText.hasProblems(draft.errors.length)];
  return draft.isChanged() ? [] : [templatesText.noChanges];
}

function SaveForm({ template, draft, onClose }: SaveTemplateProps & { readonly onClose: () => void }): JSX.Element {
  const navigate = useNavigate();
  const [locale, setLocale] = useState(template.locale);
  const [active, setActive] = useState(true);
  const { type, variation } = template;
  return (
    <OperationForm
      operation="addEmailTemplateVersion"
      request={{ body: { type, variation, locale, active, ...draft.texts } }}
      submitLabel={templatesText.save}
      onCancel={onClose}
      onDone={({ emailTemplateId }) =>
        void navigate({ to: `/email-templates/${emailTemplateId}`, ignoreBlocker: true })
      }
    >
      {(problem) => (
        <>
          <TextInput
            label={templatesText.saveLanguage}
            description={templatesText.saveLanguageHint}
            value={locale}
            onChange={(event) => setLocale(event.currentTarget.value)}
            error={reasonsAt(problem, '/locale').length > 0}
          />
          <Checkbox
            label={templatesText.saveActive}
            description={templatesText.saveInactiveHint}
            checked={active}
            onChange={(event) => setActive(event.currentTarget.checked)}
          />
          {active && <WhatActivatingDoes template={{ ...template, locale }} />}
        </>
      )}
    </OperationForm>
  );
}

function WhatActivatingDoes({ template }: { readonly template: Template }): JSX.Element | null {
  const { type, variation, locale } = template;
  const all = useApi('listEmailTemplates', { query: { type, limit: 500 } });
  if (all.data === undefined) return null;
  const line = all.data.items.filter((one) => one.variation === variation && one.locale === locale);
  const version = Math.max(0, ...line.map((one) => one.version)) + 1;
  const sentNow = all.data.items.filter(({ active }) => active);
  return <Sentences sentences={consequencesOfActivating({ ...template, version }, sentNow)} />;
}
