import { Group, NumberInput, Select, Stack } from '@mantine/core';
import type { JSX } from 'react';
import { policyNames, type PolicyName } from '../../../../src/shared/vocabulary.ts';
import { entitlementFormsText as text } from '../../../messages/en/producer-entitlements-forms.ts';
import { fieldProps, hintBelow, type FormPart } from './field-props.ts';
import type { LineItemWish } from './line-item-wish.ts';
import type { AllowanceWish, PolicyWish } from './policy-wish.ts';
import { TermField } from './TermField.tsx';
import type { LicenseModel } from './use-catalog.ts';

interface PolicyFieldsProps extends FormPart<LineItemWish> {
  readonly models: readonly LicenseModel[];
}

/** What customers may do with what they activate, where the license models leave it to the line item. */
export function PolicyFields({ models, ...part }: PolicyFieldsProps): JSX.Element | null {
  const open = new Set(models.flatMap(({ policies }) => policies.atEntitlement));
  if (open.size === 0) return null;
  return (
    <Stack gap="xs" role="group" aria-label={text.policies}>
      {policyNames
        .filter((name) => open.has(name))
        .map((name) => (
          <OnePolicy key={name} {...part} name={name} />
        ))}
    </Stack>
  );
}

/** Like a required attribute: a draft can be without it. */
const needed = { description: text.valueRequired, inputWrapperOrder: [...hintBelow], required: true };

type OnePolicyProps = FormPart<LineItemWish> & { readonly name: PolicyName };

function OnePolicy({ name, ...part }: OnePolicyProps): JSX.Element {
  const { wish, change } = part;
  const set = (patch: Partial<PolicyWish>): void => change({ policies: { ...wish.policies, ...patch } });
  const { disabled, ...field } = fieldProps(
    { ...part, lockOf: () => part.lockOf('policies') },
    text[`policy_${name}`],
    `policies/${name}`,
    `policies/${name}/allowedCount`,
    `policies/${name}/term`,
  );
  if (name === 'extraActivations')
    return (
      <NumberInput
        {...field}
        {...needed}
        disabled={disabled}
        description={`${text.policy_extraActivationsHint}. ${text.valueRequired}`}
        value={wish.policies.extraActivations}
        onChange={(count) => set({ extraActivations: String(count) })}
        min={0}
        allowDecimal={false}
        placeholder={text.notSaid}
        w={{ base: '100%', xs: 220 }}
      />
    );
  if (name === 'cancelLicense')
    return (
      <Select
        {...field}
        {...needed}
        disabled={disabled}
        data={[...answers]}
        value={wish.policies.cancelLicense}
        onChange={(chosen) => set({ cancelLicense: chosen === 'yes' || chosen === 'no' ? chosen : 'unsaid' })}
        allowDeselect={false}
        w={{ base: '100%', xs: 220 }}
      />
    );
  return (
    <AllowanceField
      label={field.label}
      error={field.error}
      isDisabled={disabled}
      value={wish.policies[name]}
      onChange={(allowance) => set({ [name]: allowance })}
    />
  );
}

const answers = [
  { value: 'unsaid', label: text.notSaid },
  { value: 'yes', label: text.yes },
  { value: 'no', label: text.no },
] as const;

interface AllowanceFieldProps {
  readonly label: string;
  readonly error: string | undefined;
  readonly isDisabled: boolean;
  readonly value: AllowanceWish;
  readonly onChange: (value: AllowanceWish) => void;
}

const kinds = [
  { value: 'unsaid', label: text.allowanceUnsaid },
  { value: 'unlimited', label: text.allowanceUnlimited },
  { value: 'counted', label: text.allowanceCounted },
] as const;

function AllowanceField({ label, error, isDisabled, value, onChange }: AllowanceFieldProps): JSX.Element {
  return (
    <Group gap="sm" align="flex-start">
      <Select
        label={label}
        error={error}
        {...needed}
        data={[...kinds]}
        value={value.kind}
        onChange={(chosen) =>
          onChange({ ...value, kind: kinds.find((one) => one.value === chosen)?.value ?? value.kind })
        }
        allowDeselect={false}
        disabled={isDisabled}
        w={{ base: '100%', xs: 220 }}
      />
      {value.kind === 'counted' && (
        <>
          <NumberInput
            mt={21}
            aria-label={text.allowanceTimes(label)}
            value={value.count}
            onChange={(count) => onChange({ ...value, count: String(count) })}
            min={0}
            allowDecimal={false}
            disabled={isDisabled}
            w={72}
          />
          <TermField
            label={text.allowanceWithin(label)}
            description={text.inAll}
            value={value.term}
            onChange={(term) => onChange({ ...value, term })}
            disabled={isDisabled}
          />
        </>
      )}
    </Group>
  );
}
