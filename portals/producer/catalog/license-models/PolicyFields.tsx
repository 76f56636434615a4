import './license-models.css';
import { Checkbox, Group, NumberInput, Select, Text } from '@mantine/core';
import type { JSX, ReactNode } from 'react';
import { modelsText as text } from '../../../messages/en/producer-license-models.ts';
import { noTerm, termUnits, type TermWish } from '../../entitlements/forms/term-wish.ts';
import { sentences } from '../pickers/sentences.ts';
import {
  allowanceKinds,
  countedPolicies,
  type AllowanceWish,
  type CountedPolicy,
  type PoliciesWish,
} from './policies-wish.ts';

interface PolicyFieldsProps {
  readonly policies: PoliciesWish;
  readonly onChange: (policies: PoliciesWish) => void;
  readonly problem: unknown;
}

/** What customers may do with what they activated, and how often. */
export function PolicyFields({ policies, onChange, problem }: PolicyFieldsProps): JSX.Element {
  const { extraActivations, cancelLicense } = policies;
  return (
    <div className="licet-policies">
      {countedPolicies.map((name) => (
        <PolicyRow key={name} label={text[name]}>
          <Allowance
            name={name}
            allowance={policies[name]}
            onChange={(allowance) => onChange({ ...policies, [name]: allowance })}
            problem={problem}
          />
        </PolicyRow>
      ))}
      <PolicyRow label={text.extraActivations} hint={text.extraActivationsHint}>
        <NumberInput
          aria-label={text.extraActivations}
          value={extraActivations.kind === 'counted' ? extraActivations.count : ''}
          onChange={(count) => onChange({ ...policies, extraActivations: { kind: 'counted', count: String(count) } })}
          error={sentences(problem, '/policies/extraActivations')}
          min={0}
          allowDecimal={false}
          clampBehavior="none"
          disabled={extraActivations.kind === 'atEntitlement'}
          w={90}
        />
        <Checkbox
          label={text.atEntitlement}
          aria-label={`${text.extraActivations}: ${text.atEntitlement}`}
          checked={extraActivations.kind === 'atEntitlement'}
          onChange={({ currentTarget: { checked } }) =>
            onChange({ ...policies, extraActivations: { kind: checked ? 'atEntitlement' : 'counted', count: '0' } })
          }
        />
      </PolicyRow>
      <PolicyRow label={text.cancelLicense}>
        <Select
          aria-label={text.cancelLicense}
          data={(['yes', 'no', 'atEntitlement'] as const).map((value) => ({ value, label: text[value] }))}
          value={cancelLicense}
          onChange={(chosen) => onChange({ ...policies, cancelLicense: chosen ?? cancelLicense })}
          allowDeselect={false}
          w={180}
        />
      </PolicyRow>
    </div>
  );
}

interface PolicyRowProps {
  readonly label: string;
  readonly hint?: string;
  readonly children: ReactNode;
}

function PolicyRow({ label, hint, children }: PolicyRowProps): JSX.Element {
  return (
    <>
      <Text size="sm" component="div" pt={4}>
        {label}
        {hint !== undefined && (
          <Text size="xs" className="licet-quiet">
            {hint}
          </Text>
        )}
      </Text>
      <Group gap="xs" align="center">
        {children}
      </Group>
    </>
  );
}

interface AllowanceProps {
  readonly name: CountedPolicy;
  readonly allowance: AllowanceWish;
  readonly onChange: (allowance: AllowanceWish) => void;
  readonly problem: unknown;
}

function Allowance({ name, allowance, onChange, problem }: AllowanceProps): JSX.Element {
  const { kind, count } = allowance;
  return (
    <>
      <Select
        aria-label={text.policyKind(text[name])}
        data={allowanceKinds.map((value) => ({
          value,
          label: value === 'atEntitlement' ? text.atEntitlement : text[`allowance_${value}`],
        }))}
        value={kind}
        onChange={(chosen) => onChange({ ...allowance, kind: chosen ?? kind })}
        error={sentences(problem, `/policies/${name}`)}
        allowDeselect={false}
        w={180}
      />
      {kind === 'counted' && (
        <>
          <NumberInput
            aria-label={text.policyCount(text[name])}
            value={count}
            onChange={(value) => onChange({ ...allowance, count: String(value) })}
            error={sentences(problem, `/policies/${name}/allowedCount`)}
            min={0}
            allowDecimal={false}
            clampBehavior="none"
            w={80}
          />
          <Text size="sm">{text.times}</Text>
          <TermFields
            label={text[name]}
            term={allowance.term}
            onChange={(term) => onChange({ ...allowance, term })}
            error={sentences(problem, `/policies/${name}/term`)}
          />
        </>
      )}
    </>
  );
}

interface TermFieldsProps {
  readonly label: string;
  readonly term: TermWish;
  readonly onChange: (term: TermWish) => void;
  readonly error: string | undefined;
}

/** Within which time something is counted; in all, where there is none. */
function TermFields({ label, term, onChange, error }: TermFieldsProps): JSX.Element {
  const isInAll = term.count === '';
  return (
    <>
      {!isInAll && (
        <>
          <Text size="sm">{text.every}</Text>
          <NumberInput
            aria-label={text.termCount(label)}
            value={term.count}
            onChange={(value) => onChange({ ...term, count: value === '' ? '1' : String(value) })}
            error={error}
            min={1}
            allowDecimal={false}
            clampBehavior="none"
            w={70}
          />
        </>
      )}
      <Select
        aria-label={text.termUnit(label)}
        data={(['none', ...termUnits] as const).map((value) => ({ value, label: text[`unit_${value}`] }))}
        value={isInAll ? 'none' : term.unit}
        onChange={(unit) =>
          onChange(unit === null || unit === 'none' ? noTerm : { count: isInAll ? '1' : term.count, unit })
        }
        allowDeselect={false}
        w={95}
      />
    </>
  );
}
