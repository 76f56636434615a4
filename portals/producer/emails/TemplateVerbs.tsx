import { Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { JSX } from 'react';
import { templatesText } from '../../messages/en/producer-email-templates.ts';
import { emailsText } from '../../messages/en/producer-emails.ts';
import { useApi } from '../../shared/api/queries.ts';
import { OperationForm } from '../../shared/OperationForm.tsx';
import { useMay } from '../../shared/session.ts';
import { Verb } from '../../shared/Verb.tsx';
import { SaveTemplate } from './SaveTemplate.tsx';
import { Sentences } from './Sentences.tsx';
import { consequencesOfActivating, consequencesOfDeactivating, type Template } from './template-words.ts';
import type { Draft } from './use-draft.ts';

/** What can be done with a version: save what was changed as the next one, or put it in and out of use. */
export function TemplateVerbs({
  template,
  draft,
}: {
  readonly template: Template;
  readonly draft: Draft;
}): JSX.Element {
  return (
    <>
      <SwitchTemplate template={template} />
      <SaveTemplate template={template} draft={draft} />
    </>
  );
}

function SwitchTemplate({ template }: { readonly template: Template }): JSX.Element {
  const [isAsking, { open, close }] = useDisclosure(false);
  const may = useMay();
  const { type, version, active, emailTemplateId } = template;
  const others = useApi('listEmailTemplates', { query: { type, active: 'true', limit: 500 } });
  const sentNow = others.data?.items ?? [];
  const consequences = active
    ? consequencesOfDeactivating(template, sentNow)
    : consequencesOfActivating(template, sentNow);
  const title = active ? templatesText.deactivateTitle(version) : templatesText.activateTitle(version);
  return (
    <>
      <Verb
        variant="default"
        onClick={open}
        reasonsAgainst={may('manageEmailTemplates') ? [] : [emailsText.mayNot('manageEmailTemplates')]}
      >
        {active ? templatesText.deactivate : templatesText.activate}
      </Verb>
      <Modal opened={isAsking} onClose={close} title={title}>
        <OperationForm
          operation={active ? 'deactivateEmailTemplate' : 'activateEmailTemplate'}
          request={{ path: { emailTemplateId } }}
          submitLabel={active ? templatesText.deactivate : templatesText.activate}
          onCancel={close}
          onDone={close}
        >
          {() => <Sentences sentences={consequences} />}
        </OperationForm>
      </Modal>
    </>
  );
}
