import { Checkbox, Input, Stack, Text } from '@mantine/core';
import { useEffect, type JSX } from 'react';
import { entitlementsText } from '../../../messages/en/producer-entitlements.ts';
import { entitlementFormsText as text } from '../../../messages/en/producer-entitlements-forms.ts';
import { fieldProps, sentencesAt, type FormPart } from './field-props.ts';
import type { LineItemWish } from './line-item-wish.ts';
import { onlyOpen } from './policy-wish.ts';
import { sharedModels, useLicenseModels, type LicenseModel, type Product } from './use-catalog.ts';

interface ModelChoiceProps extends FormPart<LineItemWish> {
  readonly products: readonly Product[];
  readonly isNew: boolean;
}

/** The license models of a line item: among those that its products share, one for each technology at most. */
export function ModelChoice(props: ModelChoiceProps): JSX.Element {
  const { wish, problem } = props;
  const { offered, models } = useOffered(props);
  const { label, error, disabled, title } = fieldProps(props, text.licenseModels, 'licenseModels');
  const choose = useChoice(props, models);
  useOnlyModel(props, offered, choose);
  const [only] = offered;
  const isOnly = offered.length === 1 && only !== undefined && wish.licenseModels.includes(only);
  return (
    <Input.Wrapper
      label={label}
      labelElement="div"
      size="xs"
      error={error}
      description={isOnly ? text.licenseModelOnly : hint(props, offered)}
      inputWrapperOrder={['label', 'description', 'input', 'error']}
    >
      <Stack gap={6} mt={4} role="group" aria-label={label} title={title}>
        {isOnly && (
          <Text size="sm">
            <ModelName model={models[0]} id={only} />
          </Text>
        )}
        {(isOnly ? [] : offered).map((key) => (
          <Checkbox
            key={key}
            label={<ModelName model={models.find((one) => one.licenseModelId === key)} id={key} />}
            checked={wish.licenseModels.includes(key)}
            onChange={(event) => choose(toggled(wish.licenseModels, key, event.currentTarget.checked, models))}
            error={sentencesAt(problem, [`/licenseModels/${wish.licenseModels.indexOf(key)}`])}
            disabled={disabled}
          />
        ))}
      </Stack>
    </Input.Wrapper>
  );
}

function useOffered({ wish, products }: ModelChoiceProps) {
  // What is chosen already is shown also where the products share it no more, so that it can be taken away.
  const offered = [...new Set([...sharedModels(products), ...wish.licenseModels])];
  return { offered, models: useLicenseModels(offered) };
}

/** Changes the models, and forgets what only the models before had asked for. */
function useChoice({ wish, change }: ModelChoiceProps, models: readonly LicenseModel[]) {
  return (licenseModels: readonly string[]): void => {
    const chosen = models.filter(({ licenseModelId }) => licenseModels.includes(licenseModelId));
    const asked = new Set(chosen.flatMap(({ attributes }) => attributes.map(({ name }) => name)));
    const open = new Set(chosen.flatMap(({ policies }) => policies.atEntitlement));
    const values = Object.entries(wish.licenseModelAttributes).filter(([name]) => asked.has(name));
    change({
      licenseModels,
      licenseModelAttributes: Object.fromEntries(values),
      policies: onlyOpen(wish.policies, open),
    });
  };
}

/** The only model of the products of a new line item leaves no choice, as the server sees it. */
function useOnlyModel(
  { wish, isNew, products }: ModelChoiceProps,
  offered: readonly string[],
  choose: (keys: readonly string[]) => void,
) {
  const shared = sharedModels(products);
  const [only] = shared;
  const isMissing = isNew && shared.length === 1 && only !== undefined && !wish.licenseModels.includes(only);
  const areLoaded = products.length === wish.products.length;
  useEffect(() => {
    if (isMissing && areLoaded && only !== undefined) choose([only]);
  });
  // Models of products that were taken out again belong to nothing.
  const strangers = isNew && areLoaded && offered.length > shared.length;
  useEffect(() => {
    if (strangers) choose(wish.licenseModels.filter((key) => shared.includes(key)));
  });
}

function hint({ wish, products }: ModelChoiceProps, offered: readonly string[]): string | undefined {
  if (wish.products.length === 0) return text.licenseModelFirst;
  if (offered.length > 0) return text.licenseModelChoose;
  if (products.length < wish.products.length) return undefined;
  return products.length > 1 ? text.licenseModelNone : text.licenseModelNoneOfOne;
}

function toggled(keys: readonly string[], key: string, isOn: boolean, models: readonly LicenseModel[]) {
  const technologyOf = (id: string) => models.find((one) => one.licenseModelId === id)?.technology;
  const others = keys.filter((other) => other !== key);
  return isOn ? [...others.filter((other) => technologyOf(other) !== technologyOf(key)), key] : others;
}

function ModelName({ model, id }: { readonly model: LicenseModel | undefined; readonly id: string }): JSX.Element {
  if (model === undefined) return <>{id}</>;
  return (
    <>
      {model.name}{' '}
      <Text component="span" size="xs" className="licet-quiet">
        {entitlementsText[model.technology]}
      </Text>
    </>
  );
}
