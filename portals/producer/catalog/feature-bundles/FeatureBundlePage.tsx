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
import type { FeatureBundle } from './bundle-wish.ts';
import { BundleFacts } from './BundleFacts.tsx';
import { ChangeBundleForm } from './ChangeBundleForm.tsx';
import { NewBundleForm } from './NewBundleForm.tsx';

/** One feature bundle. */
export function Page(): JSX.Element {
  const featureBundleId = usePathPart('featureBundleId');
  return (
    <Guarded permission="viewFeatureBundles">
      <Loaded key={featureBundleId} featureBundleId={featureBundleId} />
    </Guarded>
  );
}

function Loaded({ featureBundleId }: { readonly featureBundleId: string }): JSX.Element {
  const answer = useApi('getFeatureBundle', { path: { featureBundleId } });
  const bundle = answer.data;
  return (
    <ThingPage
      id={featureBundleId}
      title={bundle?.name ?? featureBundleId}
      kind={catalogText.entity_featureBundle}
      state={bundle?.state}
      answer={answer}
      verbs={bundle && <Verbs bundle={bundle} />}
      overview={bundle && <BundleFacts bundle={bundle} />}
      history={<CatalogHistory operation="getFeatureBundleHistory" path={{ featureBundleId }} />}
    />
  );
}

const permissions = {
  change: 'updateFeatureBundles',
  create: 'createFeatureBundles',
  delete: 'deleteFeatureBundles',
  changeState: 'changeFeatureBundleState',
};

function Verbs({ bundle }: { readonly bundle: FeatureBundle }): JSX.Element {
  const navigate = useNavigate();
  const { featureBundleId, name, state, version } = bundle;
  return (
    <ThingVerbs
      what="feature bundle"
      name={name}
      permissions={permissions}
      change={(close) => <ChangeBundleForm bundle={bundle} onClose={close} />}
      copy={(close) => <NewBundleForm from={bundle} onClose={close} />}
      remove={(close) => (
        <DeleteForm
          operation="deleteFeatureBundle"
          path={{ featureBundleId }}
          version={version}
          name={name}
          onClose={close}
          leavesPage
          onDone={() => navigate({ to: '/feature-bundles' })}
        />
      )}
      states={{ current: state, form: (wish) => <StateForm bundle={bundle} wish={wish} /> }}
    />
  );
}

interface StateFormProps {
  readonly bundle: FeatureBundle;
  readonly wish: CatalogStateWish;
}

function StateForm({ bundle: { featureBundleId, version }, wish }: StateFormProps): JSX.Element {
  return (
    <OperationForm
      operation="changeFeatureBundleState"
      request={{ path: { featureBundleId }, body: wish.body, version }}
      submitLabel={wish.label}
      plan={(answer) => <StatePlan answer={answer} />}
      onDone={wish.close}
      onCancel={wish.close}
    >
      {wish.asked}
    </OperationForm>
  );
}
