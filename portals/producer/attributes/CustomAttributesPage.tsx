import { Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState, type JSX } from 'react';
import { customAttributeEntities, type CustomAttributeEntity } from '../../../src/shared/vocabulary.ts';
import { attributesText as text } from '../../messages/en/producer-attributes.ts';
import type { Reason } from '../../shared/api/problem.ts';
import { PageHead } from '../../shared/PageHead.tsx';
import { useMay } from '../../shared/session.ts';
import { Guarded } from '../../shared/SignedIn.tsx';
import { Verb } from '../../shared/Verb.tsx';
import { NewDefinitionForm } from './DefinitionForms.tsx';
import { EntityDefinitions } from './EntityDefinitions.tsx';
import { useDefinitions } from './use-definitions.ts';

const mayNot: Reason = {
  code: 'forbidden',
  message: text.needsManageSettings,
  remedy: text.needsManageSettingsRemedy,
};

/** What the producer keeps of things beside the fields that they have. */
export function Page(): JSX.Element {
  return (
    <Guarded permission="viewSettings">
      <Definitions />
    </Guarded>
  );
}

function Definitions(): JSX.Element {
  const reasonsAgainst = useMay()('manageSettings') ? [] : [mayNot];
  const [adding, setAdding] = useState<CustomAttributeEntity>();
  return (
    <>
      <PageHead title={text.title}>
        <Verb onClick={() => setAdding('account')} reasonsAgainst={reasonsAgainst}>
          {text.add}
        </Verb>
      </PageHead>
      <Lead />
      <Stack gap="lg">
        {customAttributeEntities.map((entity) => (
          <EntityDefinitions
            key={entity}
            entity={entity}
            reasonsAgainst={reasonsAgainst}
            onAdd={() => setAdding(entity)}
          />
        ))}
      </Stack>
      {adding !== undefined && <NewDefinitionForm entity={adding} onClose={() => setAdding(undefined)} />}
    </>
  );
}

function Lead(): JSX.Element {
  const { data } = useDefinitions('account');
  return (
    <Text size="sm" mb="md" maw="60rem">
      {text.lead} {data !== undefined && (data.onlyDefined ? text.onlyDefined : text.alsoOthers)}{' '}
      <Link to="/settings" search={{ q: 'onlyDefinedAttributes' }}>
        {text.settingLink}
      </Link>
    </Text>
  );
}
