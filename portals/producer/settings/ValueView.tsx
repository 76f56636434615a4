import { ColorSwatch, Group } from '@mantine/core';
import type { JSX } from 'react';
import { valueText, type Setting, type Value } from './setting-words.ts';

/** A value as people read it; a colour is also shown. */
export function ValueView({ value, kind }: { readonly value: Value; readonly kind: Setting['kind'] }): JSX.Element {
  const text = valueText(value, kind);
  if (kind !== 'colour' || typeof value !== 'string') return <span className="licet-wrap">{text}</span>;
  return (
    <Group component="span" gap={6}>
      <ColorSwatch component="span" color={value} size={14} aria-hidden />
      {text}
    </Group>
  );
}
