import { Select, SimpleGrid, Stack } from '@mantine/core';
import { useState, type JSX } from 'react';
import { entitlementVerbsText as text } from '../../../messages/en/producer-entitlements-verbs.ts';
import type { AnswerOf } from '../../../shared/api/call.ts';
import { NoteField } from '../../../shared/NoteField.tsx';
import { OperationForm } from '../../../shared/OperationForm.tsx';
import { localeChoices } from '../../../profile/locale-choices.ts';
import { sentencesAt } from '../forms/field-props.ts';
import { TagsField } from '../forms/TagsField.tsx';
import { useVariations } from '../forms/use-choices.ts';
import { PlannedEmails } from './PlannedEmails.tsx';
import { VerbModal } from './VerbModal.tsx';

interface SendEmailProps {
  /** the whole entitlement, or one line item with its maintenance */
  readonly about: { readonly entitlementId: string } | { readonly activationId: string };
  readonly onClose: () => void;
}

const nothing: EmailWish = { to: [], cc: [], variation: '', locale: '', message: '' };

interface EmailWish {
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly variation: string;
  readonly locale: string;
  readonly message: string;
}

/** Tells people by email what they own, after it has shown the messages as they will be read. */
export function SendEmail({ about, onClose }: SendEmailProps): JSX.Element {
  const [wish, setWish] = useState(nothing);
  const change = (patch: Partial<EmailWish>): void => setWish((now) => ({ ...now, ...patch }));
  const body = bodyOf(wish);
  const shared = {
    submitLabel: text.emailSend,
    pointers: [],
    onDone: onClose,
    onCancel: onClose,
    plan: (answer: AnswerOf<'emailEntitlement'>) =>
      'emails' in answer ? <PlannedEmails emails={answer.emails} /> : undefined,
    children: (problem: unknown) => <EmailFields wish={wish} change={change} problem={problem} />,
  };
  return (
    <VerbModal
      onClose={onClose}
      title={text.emailTitle('activationId' in about ? about.activationId : about.entitlementId)}
      size="xl"
    >
      {'activationId' in about ? (
        <OperationForm operation="emailLineItem" request={{ path: about, body }} {...shared} />
      ) : (
        <OperationForm operation="emailEntitlement" request={{ path: about, body }} {...shared} />
      )}
    </VerbModal>
  );
}

function bodyOf({ to, cc, variation, locale, message }: EmailWish) {
  const given = message.trim();
  return {
    ...(to.length === 0 ? {} : { to: [...to] }),
    ...(cc.length === 0 ? {} : { cc: [...cc] }),
    ...(variation === '' ? {} : { variation }),
    ...(locale === '' ? {} : { locale }),
    ...(given === '' ? {} : { message: given }),
  };
}

interface EmailFieldsProps {
  readonly wish: EmailWish;
  readonly change: (patch: Partial<EmailWish>) => void;
  readonly problem: unknown;
}

function EmailFields({ wish, change, problem }: EmailFieldsProps): JSX.Element {
  const variations = useVariations() ?? [];
  return (
    <Stack gap="xs">
      <TagsField
        label={text.emailTo}
        description={text.emailToHint}
        value={wish.to}
        onChange={(to) => change({ to })}
        error={sentencesAt(problem, ['/to', ...wish.to.map((_, at) => `/to/${at}`)])}
      />
      <TagsField
        label={text.emailCc}
        value={wish.cc}
        onChange={(cc) => change({ cc })}
        error={sentencesAt(problem, ['/cc', ...wish.cc.map((_, at) => `/cc/${at}`)])}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" verticalSpacing="xs">
        <Select
          label={text.emailVariation}
          placeholder={text.emailVariationHint}
          data={[...variations]}
          value={wish.variation || null}
          onChange={(variation) => change({ variation: variation ?? '' })}
          error={sentencesAt(problem, ['/variation'])}
          clearable
        />
        <Select
          label={text.emailLocale}
          placeholder={text.emailLocaleHint}
          data={[...localeChoices('en')]}
          value={wish.locale || null}
          onChange={(locale) => change({ locale: locale ?? '' })}
          error={sentencesAt(problem, ['/locale'])}
          clearable
        />
      </SimpleGrid>
      <NoteField
        label={text.emailMessage}
        description={text.emailMessageHint}
        value={wish.message}
        lengthMax={2000}
        onChange={(message) => change({ message })}
      />
    </Stack>
  );
}
