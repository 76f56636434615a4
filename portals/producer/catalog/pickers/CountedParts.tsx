import { CloseButton, Group, NumberInput, Stack, Text } from '@mantine/core';
import { useState, type JSX } from 'react';
import { catalogText as text } from '../../../messages/en/producer-catalog.ts';
import { CatalogPicker } from './CatalogPicker.tsx';
import type { CatalogKindName } from './catalog-kinds.ts';
import { PickableName } from './PickableName.tsx';
import { sentences } from './sentences.ts';

/** Something that is held with a count, such as a feature of a product. */
export interface CountedPart {
  readonly key: string;
  readonly count: number;
}

interface CountedPartsProps {
  readonly kind: CatalogKindName;
  readonly label: string;
  readonly addLabel: string;
  readonly parts: readonly CountedPart[];
  readonly onChange: (parts: readonly CountedPart[]) => void;
  /** where the list stands in the request, such as `/features` */
  readonly pointer: string;
  /** the field with the key in the request, such as `featureId` */
  readonly field: string;
  readonly problem: unknown;
  /** nothing of it can be changed now */
  readonly isDisabled?: boolean;
}

/** What is held, each with its count, and a search for more. */
export function CountedParts(props: CountedPartsProps): JSX.Element {
  const { kind, label, addLabel, parts, onChange, isDisabled = false } = props;
  // Whoever has picked something types its count next.
  const [added, setAdded] = useState<string>();
  return (
    <Stack gap={4} role="group" aria-label={label}>
      <Text size="xs" fw={500}>
        {label}
      </Text>
      {parts.map((part, index) => (
        <OnePart key={part.key} {...props} part={part} index={index} isAdded={part.key === added} />
      ))}
      {isDisabled && parts.length === 0 && (
        <Text size="sm" className="licet-quiet">
          {text.none}
        </Text>
      )}
      {!isDisabled && (
        <CatalogPicker
          kind={kind}
          label={addLabel}
          value={undefined}
          except={parts.map(({ key }) => key)}
          onChange={(key) => {
            setAdded(key);
            if (key !== undefined) onChange([...parts, { key, count: 1 }]);
          }}
          error={sentences(props.problem, props.pointer)}
          isForNew
          isAdder
          isLabelHidden
        />
      )}
    </Stack>
  );
}

interface OnePartProps extends CountedPartsProps {
  readonly part: CountedPart;
  readonly index: number;
  readonly isAdded: boolean;
}

function OnePart({ part, index, isAdded, ...props }: OnePartProps): JSX.Element {
  const { kind, parts, onChange, pointer, field, problem, isDisabled = false } = props;
  const { key, count } = part;
  const place = `${pointer}/${index}`;
  const error = sentences(problem, `${place}/${field}`) ?? sentences(problem, `${place}/count`);
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start">
      {isDisabled ? (
        <Text size="sm">{count}</Text>
      ) : (
        <NumberInput
          aria-label={text.countOf(key)}
          value={count}
          min={1}
          max={1_000_000}
          allowDecimal={false}
          clampBehavior="strict"
          onChange={(value) =>
            onChange(parts.map((one) => (one === part ? { key, count: Math.max(1, Number(value)) } : one)))
          }
          autoFocus={isAdded}
          w={84}
        />
      )}
      <Text component="div" size="sm" flex={1} pt={isDisabled ? 0 : 4}>
        <span className="licet-quiet">× </span>
        <PickableName kind={kind} id={key} />
        {error !== undefined && (
          <Text size="xs" c="var(--mantine-color-error)">
            {error}
          </Text>
        )}
      </Text>
      {!isDisabled && (
        <CloseButton
          size="sm"
          mt={2}
          aria-label={text.remove(key)}
          onClick={() => onChange(parts.filter((one) => one !== part))}
        />
      )}
    </Group>
  );
}
