import { Button, Checkbox, Group, Loader, Radio, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent, type JSX } from 'react';
import { importsText } from '../../messages/en/producer-imports.ts';
import { useLanguage } from '../../messages/messages.ts';
import { sendFile, type QueryOf } from '../../shared/api/call.ts';
import { ProblemNotice } from '../../shared/ProblemNotice.tsx';
import { sizeText } from './import-words.ts';

type Options = NonNullable<QueryOf<'startImport'>>;

interface ImportOptionsProps {
  readonly file: File;
  readonly onForget: () => void;
}

/** How a file is imported, each choice with what it means; then it is sent as it is. */
export function ImportOptions({ file, onForget }: ImportOptionsProps): JSX.Element {
  const { formatLocale } = useLanguage();
  const [options, setOptions] = useState<Options>({ dryRun: 'true', onError: 'continue', onDuplicate: 'update' });
  const sending = useSending(file, options);
  const change = (patch: Options): void => setOptions({ ...options, ...patch });
  return (
    <form onSubmit={sending.send}>
      <Stack gap="md">
        <Text size="sm" fw={600} className="licet-wrap">
          {importsText.chosen(file.name, sizeText(file.size, formatLocale))}
        </Text>
        <Checkbox
          label={importsText.dryRun}
          description={importsText.dryRunHint}
          checked={options.dryRun === 'true'}
          onChange={(event) => change({ dryRun: event.currentTarget.checked ? 'true' : 'false' })}
        />
        <Group gap="xl" align="start">
          <Choices
            label={importsText.onError}
            choices={importsText.onErrors}
            value={options.onError}
            onChange={(onError) => change({ onError })}
          />
          <Choices
            label={importsText.onDuplicate}
            choices={importsText.onDuplicates}
            value={options.onDuplicate}
            onChange={(onDuplicate) => change({ onDuplicate })}
          />
        </Group>
        {sending.problem !== null && <ProblemNotice problem={sending.problem} />}
        <Group gap="xs">
          <Button type="submit" disabled={sending.isBusy}>
            {options.dryRun === 'true' ? importsText.startDry : importsText.start}
          </Button>
          <Button variant="default" onClick={onForget} disabled={sending.isBusy}>
            {importsText.notThis}
          </Button>
          {sending.isBusy && (
            <Group gap="xs" role="status">
              <Loader size="xs" />
              <Text size="sm">{importsText.sending(sizeText(file.size, formatLocale))}</Text>
            </Group>
          )}
        </Group>
      </Stack>
    </form>
  );
}

function useSending(file: File, options: Options) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const run = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      const query = { ...options, ...(file.name === '' ? {} : { fileName: file.name.slice(-255) }) };
      const { importId } = await sendFile('startImport', query, file, 'application/x-ndjson');
      await queries.invalidateQueries();
      await navigate({ to: `/imports/${importId}` });
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  };
  return {
    isBusy,
    problem,
    send: (event: FormEvent) => {
      event.preventDefault();
      void run();
    },
  };
}

interface ChoicesProps<Name extends string> {
  readonly label: string;
  readonly choices: Readonly<Record<Name, { readonly label: string; readonly hint: string }>>;
  readonly value: Name | undefined;
  readonly onChange: (name: Name) => void;
}

function Choices<Name extends string>({ label, choices, value, onChange }: ChoicesProps<Name>): JSX.Element {
  const isName = (text: string): text is Name => Object.hasOwn(choices, text);
  const names = Object.keys(choices).filter(isName);
  return (
    <Radio.Group label={label} value={value} onChange={(name) => isName(name) && onChange(name)}>
      <Stack gap={6} mt={6}>
        {names.map((name) => (
          <Radio key={name} size="xs" value={name} label={choices[name].label} description={choices[name].hint} />
        ))}
      </Stack>
    </Radio.Group>
  );
}
