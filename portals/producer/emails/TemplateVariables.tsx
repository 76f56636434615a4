import { Skeleton, Table, Text, UnstyledButton } from '@mantine/core';
import type { JSX } from 'react';
import { templatesText } from '../../messages/en/producer-email-templates.ts';
import { useApi } from '../../shared/api/queries.ts';
import { ProblemNotice } from '../../shared/ProblemNotice.tsx';
import { liquidFor } from './liquid-for.ts';

interface TemplateVariablesProps {
  readonly type: string;
  readonly onInsert: (text: string) => void;
}

/** Everything that a template of a type may name, with made-up examples. */
export function TemplateVariables({ type, onInsert }: TemplateVariablesProps): JSX.Element {
  const types = useApi('listEmailTypes');
  if (types.error !== null) return <ProblemNotice problem={types.error} />;
  if (types.data === undefined) return <Skeleton height={400} />;
  const variables = types.data.items.find((one) => one.type === type)?.variables ?? [];
  return (
    <>
      <Text size="sm" className="licet-quiet">
        {templatesText.variablesHint}
      </Text>
      <Table verticalSpacing={3} aria-label={templatesText.variables}>
        <Table.Tbody>
          {variables.map(({ path, example }) => (
            <Table.Tr key={path}>
              <Table.Td>
                <UnstyledButton
                  className="licet-key licet-link"
                  mih={24}
                  aria-label={templatesText.insert(path)}
                  onClick={() => onInsert(liquidFor(path, example === null))}
                >
                  {path}
                </UnstyledButton>
              </Table.Td>
              <Table.Td className="licet-wrap licet-quiet">{example}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  );
}
