import { useNavigate } from '@tanstack/react-router';
import type { JSX } from 'react';
import { modelsText as text } from '../../../messages/en/producer-license-models.ts';
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
import type { LicenseModel } from './model-wish.ts';
import { ModelFacts } from './ModelFacts.tsx';
import { ChangeModelForm, NewModelForm } from './ModelForms.tsx';

/** One license model. */
export function Page(): JSX.Element {
  const licenseModelId = usePathPart('licenseModelId');
  return (
    <Guarded permission="viewLicenseModels">
      <Loaded key={licenseModelId} licenseModelId={licenseModelId} />
    </Guarded>
  );
}

function Loaded({ licenseModelId }: { readonly licenseModelId: string }): JSX.Element {
  const answer = useApi('getLicenseModel', { path: { licenseModelId } });
  const model = answer.data;
  return (
    <ThingPage
      id={licenseModelId}
      title={model?.name ?? licenseModelId}
      kind={text.kind}
      state={model?.state}
      answer={answer}
      verbs={model && <Verbs model={model} />}
      overview={model && <ModelFacts model={model} />}
      history={<CatalogHistory operation="getLicenseModelHistory" path={{ licenseModelId }} />}
    />
  );
}

const permissions = {
  change: 'updateLicenseModels',
  create: 'createLicenseModels',
  delete: 'deleteLicenseModels',
  changeState: 'changeLicenseModelState',
};

function Verbs({ model }: { readonly model: LicenseModel }): JSX.Element {
  const navigate = useNavigate();
  const { licenseModelId, name, state, version } = model;
  return (
    <ThingVerbs
      what="license model"
      name={name}
      permissions={permissions}
      change={(close) => <ChangeModelForm model={model} onClose={close} />}
      copy={(close) => <NewModelForm from={model} onClose={close} />}
      remove={(close) => (
        <DeleteForm
          operation="deleteLicenseModel"
          path={{ licenseModelId }}
          version={version}
          name={name}
          onClose={close}
          leavesPage
          onDone={() => navigate({ to: '/license-models' })}
        />
      )}
      states={{ current: state, form: (wish) => <StateForm model={model} wish={wish} /> }}
    />
  );
}

interface StateFormProps {
  readonly model: LicenseModel;
  readonly wish: CatalogStateWish;
}

function StateForm({ model: { licenseModelId, version }, wish }: StateFormProps): JSX.Element {
  return (
    <OperationForm
      operation="changeLicenseModelState"
      request={{ path: { licenseModelId }, body: wish.body, version }}
      submitLabel={wish.label}
      plan={(answer) => <StatePlan answer={answer} />}
      onDone={wish.close}
      onCancel={wish.close}
    >
      {wish.asked}
    </OperationForm>
  );
}
