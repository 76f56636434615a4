import { Anchor, Radio, Stack, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState, type JSX } from 'react';
import { useLanguage, useMessages } from '../messages/messages.ts';
import type { BodyOf } from '../shared/api/call.ts';
import { reasonsAt } from '../shared/api/problem.ts';
import { OperationForm } from '../shared/OperationForm.tsx';
import { SignInFrame } from './SignInFrame.tsx';

const empty = { id: '', firstName: '', lastName: '', email: '' };

/** Lets somebody who holds an activation ID or entitlement ID make a user of their own (reference 9.6). */
export function Page(): JSX.Element {
  const { signIn } = useMessages();
  const { formatLocale } = useLanguage();
  const [fields, setFields] = useState(empty);
  const [company, setCompany] = useState<string | null>(null);
  const [isSent, setSent] = useState(false);
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const body: BodyOf<'register'> = {
    ...fields,
    locale: formatLocale,
    timeZone,
    ...(company === null ? {} : { companyName: company }),
  };
  return (
    <SignInFrame title={signIn.registerTitle} text={isSent ? signIn.registered : signIn.registerText}>
      {!isSent && (
        <OperationForm
          operation="register"
          request={{ body }}
          submitLabel={signIn.registerSubmit}
          onDone={() => setSent(true)}
        >
          {(problem) => (
            <Stack gap="xs">
              <Fields fields={fields} problem={problem} onChange={setFields} />
              <Company company={company} onChange={setCompany} />
            </Stack>
          )}
        </OperationForm>
      )}
      <Anchor size="sm" renderRoot={(props) => <Link {...props} to="/sign-in" />}>
        {signIn.backToSignIn}
      </Anchor>
    </SignInFrame>
  );
}

interface FieldsProps {
  readonly fields: typeof empty;
  readonly problem: unknown;
  readonly onChange: (fields: typeof empty) => void;
}

function Fields({ fields, problem, onChange }: FieldsProps): JSX.Element {
  const { signIn } = useMessages();
  const asked = [
    ['id', signIn.registerId, 'off'],
    ['firstName', signIn.firstName, 'given-name'],
    ['lastName', signIn.lastName, 'family-name'],
    ['email', signIn.email, 'email'],
  ] as const;
  return (
    <>
      {asked.map(([name, label, autoComplete]) => (
        <TextInput
          key={name}
          label={label}
          autoComplete={autoComplete}
          size="sm"
          required
          value={fields[name]}
          error={reasonsAt(problem, `/${name}`)[0]?.message}
          onChange={(event) => onChange({ ...fields, [name]: event.currentTarget.value })}
        />
      ))}
    </>
  );
}

interface CompanyProps {
  /** null: the company that the ID belongs to */
  readonly company: string | null;
  readonly onChange: (company: string | null) => void;
}

function Company({ company, onChange }: CompanyProps): JSX.Element {
  const { signIn } = useMessages();
  return (
    <>
      <Radio.Group
        value={company === null ? 'existing' : 'new'}
        onChange={(choice) => onChange(choice === 'new' ? '' : null)}
      >
        <Stack gap={6}>
          <Radio value="existing" label={signIn.registerExisting} />
          <Radio value="new" label={signIn.registerNew} />
        </Stack>
      </Radio.Group>
      {company !== null && (
        <TextInput
          label={signIn.companyName}
          autoComplete="organization"
          size="sm"
          required
          value={company}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </>
  );
}
