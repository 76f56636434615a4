import { useNavigate } from '@tanstack/react-router';
import type { JSX } from 'react';
import { partsText } from '../../../messages/en/producer-catalog-parts.ts';
import { partNumbersText as text } from '../../../messages/en/producer-product-lines.ts';
import { useApi } from '../../../shared/api/queries.ts';
import { Facts } from '../../../shared/Facts.tsx';
import { Mark } from '../../../shared/Mark.tsx';
import { usePathPart } from '../../../shared/search-text.ts';
import { Guarded } from '../../../shared/SignedIn.tsx';
import { stamps } from '../../accounts/AccountFacts.tsx';
import { CatalogHistory } from '../CatalogHistory.tsx';
import { DeleteForm } from '../DeleteForm.tsx';
import { ThingLink } from '../ThingLink.tsx';
import { ThingPage } from '../ThingPage.tsx';
import { ThingVerbs } from '../ThingVerbs.tsx';
import type { PartNumber } from './part-wish.ts';
import { ChangePartForm } from './PartForms.tsx';

/** One part number, and what it stands for. */
export function Page(): JSX.Element {
  const partNumber = usePathPart('partNumber');
  return (
    <Guarded permission="viewProducts">
      <Loaded key={partNumber} partNumber={partNumber} />
    </Guarded>
  );
}

function Loaded({ partNumber }: { readonly partNumber: string }): JSX.Element {
  const answer = useApi('getPartNumber', { path: { partNumber } });
  const part = answer.data;
  return (
    <ThingPage
      id={partNumber}
      title={partNumber}
      kind={text.kind}
      answer={answer}
      verbs={part && <Verbs part={part} />}
      overview={part && <Overview part={part} />}
      history={<CatalogHistory operation="getPartNumberHistory" path={{ partNumber }} />}
    />
  );
}

function Overview({ part }: { readonly part: PartNumber }): JSX.Element {
  const { productId, licenseModelId, description } = part;
  return (
    <Facts
      facts={[
        [
          text.product,
          productId === null ? (
            <Mark key="product" tone="soon" isSentence>
              {text.needsUpdate}
            </Mark>
          ) : (
            <ThingLink key="product" kind="product" id={productId} />
          ),
        ],
        [
          text.licenseModel,
          licenseModelId === null ? (
            productId !== null && text.anyModel
          ) : (
            <ThingLink key="model" kind="licenseModel" id={licenseModelId} />
          ),
        ],
        [partsText.description, description],
        ...stamps(part),
      ]}
    />
  );
}

const permissions = { change: 'updateProducts', create: 'updateProducts', delete: 'updateProducts' };

function Verbs({ part }: { readonly part: PartNumber }): JSX.Element {
  const navigate = useNavigate();
  const { partNumber, version } = part;
  return (
    <ThingVerbs
      what="part number"
      name={partNumber}
      permissions={permissions}
      change={(close) => <ChangePartForm part={part} onClose={close} />}
      remove={(close) => (
        <DeleteForm
          operation="deletePartNumber"
          path={{ partNumber }}
          version={version}
          name={partNumber}
          onClose={close}
          leavesPage
          onDone={() => navigate({ to: '/part-numbers' })}
        />
      )}
    />
  );
}
