import { CloseButton, Group, Stack, Text } from '@mantine/core';
import type { JSX } from 'react';
import { catalogText as text } from '../../../messages/en/producer-catalog.ts';
import { CatalogPicker } from './CatalogPicker.tsx';
import type { CatalogKindName } from './catalog-kinds.ts';
import { PickableName } from './PickableName.tsx';
import { sentences } from './sentences.ts';

interface PickedKeysProps {
  readonly kind: CatalogKindName;
  readonly label: string;
  readonly addLabel: string;
  readonly keys: readonly string[];
  readonly onChange: (keys: readonly string[]) => void;
  /** where the list stands in the request, such as `/licenseModels` */
  readonly pointer: string;
  readonly problem: unknown;
  /** nothing of it can be changed now */
  readonly isDisabled?: boolean;
}

/** Things that are named, and a search for more. */
export function PickedKeys(props: PickedKeysProps): JSX.Element {
  const { kind, label, addLabel, keys, onChange, pointer, problem, isDisabled = false } = props;
  return (
    <Stack gap={4} role="group" aria-label={label}>
      <Text size="xs" fw={500}>
        {label}
      </Text>
      {keys.map((key, index) => (
        <Group key={key} gap="xs" wrap="nowrap" align="flex-start">
          <Text component="div" size="sm" flex={1}>
            <PickableName kind={kind} id={key} />
            <Wrong sentence={sentences(problem, `${pointer}/${index}`)} />
          </Text>
          {!isDisabled && (
            <CloseButton
              size="sm"
              aria-label={text.remove(key)}
              onClick={() => onChange(keys.filter((one) => one !== key))}
            />
          )}
        </Group>
      ))}
      {isDisabled && keys.length === 0 && (
        <Text size="sm" className="licet-quiet">
          {text.none}
        </Text>
      )}
      {!isDisabled && (
        <CatalogPicker
          kind={kind}
          label={addLabel}
          value={undefined}
          except={keys}
          onChange={(key) => key !== undefined && onChange([...keys, key])}
          error={sentences(problem, pointer)}
          isForNew
          isAdder
          isLabelHidden
        />
      )}
    </Stack>
  );
}

function Wrong({ sentence }: { readonly sentence: string | undefined }): JSX.Element | null {
  if (sentence === undefined) return null;
  return (
    <Text size="xs" c="var(--mantine-color-error)">
      {sentence}
    </Text>
  );
}
