import { useNavigate } from '@tanstack/react-router';
import type { JSX } from 'react';
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
import { ChangeFeatureForm } from './ChangeFeatureForm.tsx';
import type { Feature } from './feature-wish.ts';
import { FeatureFacts } from './FeatureFacts.tsx';
import { NewFeatureForm } from './NewFeatureForm.tsx';

/** One feature. */
export function Page(): JSX.Element {
  const featureId = usePathPart('featureId');
  return (
    <Guarded permission="viewFeatures">
      <Loaded key={featureId} featureId={featureId} />
    </Guarded>
  );
}

function Loaded({ featureId }: { readonly featureId: string }): JSX.Element {
  const answer = useApi('getFeature', { path: { featureId } });
  const feature = answer.data;
  return (
    <ThingPage
      id={featureId}
      title={feature === undefined ? featureId : `${feature.name} ${feature.version ?? ''}`.trim()}
      kind={catalogText.entity_feature}
      state={feature?.state}
      answer={answer}
      verbs={feature && <Verbs feature={feature} />}
      overview={feature && <FeatureFacts feature={feature} />}
      history={<CatalogHistory operation="getFeatureHistory" path={{ featureId }} />}
    />
  );
}

const permissions = {
  change: 'updateFeatures',
  create: 'createFeatures',
  delete: 'deleteFeatures',
  changeState: 'changeFeatureState',
};

function Verbs({ feature }: { readonly feature: Feature }): JSX.Element {
  const navigate = useNavigate();
  const { featureId, name, state, recordVersion } = feature;
  return (
    <ThingVerbs
      what="feature"
      name={name}
      permissions={permissions}
      change={(close) => <ChangeFeatureForm feature={feature} onClose={close} />}
      copy={(close) => <NewFeatureForm from={feature} onClose={close} />}
      remove={(close) => (
        <DeleteForm
          operation="deleteFeature"
          path={{ featureId }}
          version={recordVersion}
          name={name}
          onClose={close}
          leavesPage
          onDone={() => navigate({ to: '/features' })}
        />
      )}
      states={{ current: state, form: (wish) => <StateForm feature={feature} wish={wish} /> }}
    />
  );
}

function StateForm({ feature, wish }: { readonly feature: Feature; readonly wish: CatalogStateWish }): JSX.Element {
  const { featureId, recordVersion } = feature;
  return (
    <OperationForm
      operation="changeFeatureState"
      request={{ path: { featureId }, body: wish.body, version: recordVersion }}
      submitLabel={wish.label}
      plan={(answer) => <StatePlan answer={answer} />}
      onDone={wish.close}
      onCancel={wish.close}
    >
      {wish.asked}
    </OperationForm>
  );
}
