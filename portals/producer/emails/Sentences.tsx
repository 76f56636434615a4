import { List } from '@mantine/core';
import type { JSX } from 'react';

/** What will happen, one sentence each. */
export function Sentences({ sentences }: { readonly sentences: readonly string[] }): JSX.Element {
  return (
    <List size="sm" spacing={4}>
      {sentences.map((sentence) => (
        <List.Item key={sentence}>{sentence}</List.Item>
      ))}
    </List>
  );
}
