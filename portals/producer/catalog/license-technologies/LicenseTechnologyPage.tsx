import { useNavigate } from '@tanstack/react-router';
import type { JSX } from 'react';
import { reasonsAgainstBuiltIn } from '../../../../src/catalog/rules/license-technology.ts';
import { catalogText } from '../../../messages/en/producer-catalog.ts';
import { useApi } from '../../../shared/api/queries.ts';
import { OperationForm } from '../../../shared/OperationForm.tsx';
import { usePathPart } from '../../../shared/search-text.ts';
import { Guarded } from '../../../shared/SignedIn.tsx';
import { CatalogHistory } from '../CatalogHistory.tsx';
import type { CatalogStateWish } from '../CatalogVerbs.tsx';
import { DeleteForm } from '../DeleteForm.tsx';
import { StatePlan } from '../StatePlan.tsx';
import { ThingPage } from '../ThingPage.tsx';
import { ThingVerbs } from '../ThingVerbs.tsx';
import type { LicenseTechnology } from './technology-wish.ts';
import { TechnologyFacts } from './TechnologyFacts.tsx';
import { ChangeTechnologyForm, NewTechnologyForm } from './TechnologyForms.tsx';

/** One license technology. */
export function Page(): JSX.Element {
  const licenseTechnologyId = usePathPart('licenseTechnologyId');
  return (
    <Guarded permission="viewLicenseModels">
      <Loaded key={licenseTechnologyId} licenseTechnologyId={licenseTechnologyId} />
    </Guarded>
  );
}

function Loaded({ licenseTechnologyId }: { readonly licenseTechnologyId: string }): JSX.Element {
  const answer = useApi('getLicenseTechnology', { path: { licenseTechnologyId } });
  const technology = answer.data;
  return (
    <ThingPage
      id={licenseTechnologyId}
      title={technology?.name ?? licenseTechnologyId}
      kind={catalogText.entity_licenseTechnology}
      state={technology?.state}
      answer={answer}
      verbs={technology && <Verbs technology={technology} />}
      overview={technology && <TechnologyFacts technology={technology} />}
      history={<CatalogHistory operation="getLicenseTechnologyHistory" path={{ licenseTechnologyId }} />}
    />
  );
}

const permissions = {
  change: 'updateLicenseModels',
  create: 'createLicenseModels',
  delete: 'deleteLicenseModels',
  changeState: 'changeLicenseModelState',
};

function Verbs({ technology }: { readonly technology: LicenseTechnology }): JSX.Element {
  const navigate = useNavigate();
  const { licenseTechnologyId, name, state, version, builtIn } = technology;
  return (
    <ThingVerbs
      what="license technology"
      name={name}
      permissions={permissions}
      alsoAgainst={reasonsAgainstBuiltIn(technology)}
      change={(close) => <ChangeTechnologyForm technology={technology} onClose={close} />}
      {...(builtIn ? {} : { copy: (close: () => void) => <NewTechnologyForm from={technology} onClose={close} /> })}
      remove={(close) => (
        <DeleteForm
          operation="deleteLicenseTechnology"
          path={{ licenseTechnologyId }}
          version={version}
          name={name}
          onClose={close}
          leavesPage
          onDone={() => navigate({ to: '/license-technologies' })}
        />
      )}
      states={{
        current: state,
        targets: ['draft', 'deployed'],
        form: (wish) => <StateForm technology={technology} wish={wish} />,
      }}
    />
  );
}

interface StateFormProps {
  readonly technology: LicenseTechnology;
  readonly wish: CatalogStateWish;
}

function StateForm({ technology: { licenseTechnologyId, version }, wish }: StateFormProps): JSX.Element {
  const state = wish.body.state === 'draft' ? 'draft' : 'deployed';
  return (
    <OperationForm
      operation="changeLicenseTechnologyState"
      request={{ path: { licenseTechnologyId }, body: { ...wish.body, state }, version }}
      submitLabel={wish.label}
      plan={(answer) => <StatePlan answer={answer} />}
      onDone={wish.close}
      onCancel={wish.close}
    >
      {wish.asked}
    </OperationForm>
  );
}
