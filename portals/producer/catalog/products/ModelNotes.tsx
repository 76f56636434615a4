import { Text } from '@mantine/core';
import type { JSX } from 'react';
import { productsText as text } from '../../../messages/en/producer-products.ts';
import { Mark } from '../../../shared/Mark.tsx';
import { catalogKinds } from '../pickers/catalog-kinds.ts';
import { ThingLink } from '../ThingLink.tsx';
import type { Product } from './product-words.ts';

/** What keeps a product from being sold although it is deployed: it has no license model, or one that is a draft. */
export function ModelNotes({ product: { kind, licenseModels } }: { readonly product: Product }): JSX.Element | null {
  if (kind === 'maintenance') return null;
  if (licenseModels.length === 0)
    return (
      <Text size="sm">
        <Mark tone="soon" isSentence>
          {text.noModelYet}
        </Mark>
      </Text>
    );
  return (
    <>
      {licenseModels.map((id) => (
        <IfDraft key={id} id={id} />
      ))}
    </>
  );
}

function IfDraft({ id }: { readonly id: string }): JSX.Element | null {
  const one = catalogKinds.licenseModel.useOne(id);
  if (one?.state !== 'draft') return null;
  return (
    <Text size="sm">
      <Mark tone="soon" isSentence>
        <ThingLink kind="licenseModel" id={id} /> {text.draftModel}
      </Mark>
    </Text>
  );
}
