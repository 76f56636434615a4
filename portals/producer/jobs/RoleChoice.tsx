import { MultiSelect } from '@mantine/core';
import type { JSX } from 'react';
import { producerJobs as texts } from '../../messages/en/producer-jobs.ts';
import { useApi } from '../../shared/api/queries.ts';
import { ProblemNotice } from '../../shared/ProblemNotice.tsx';
import { useMay } from '../../shared/session.ts';

interface RoleChoiceProps {
  readonly chosen: readonly string[];
  readonly onChange: (roles: readonly string[]) => void;
}

/** The producer roles whose users may subscribe to what a job tells. */
export function RoleChoice({ chosen, onChange }: RoleChoiceProps): JSX.Element {
  const mayView = useMay()('viewRoles');
  const roles = useApi('listRoles', { query: { kind: 'producer', limit: 500 } }, { enabled: mayView });
  const names = new Set([...chosen, ...(roles.data?.items ?? []).map(({ name }) => name)]);
  return (
    <>
      <MultiSelect
        label={texts.subscribers}
        description={texts.noneForEveryRole}
        data={[...names]}
        value={[...chosen]}
        onChange={onChange}
        disabled={!mayView}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': texts.allRoles }}
      />
      {roles.error !== null && <ProblemNotice problem={roles.error} />}
    </>
  );
}
