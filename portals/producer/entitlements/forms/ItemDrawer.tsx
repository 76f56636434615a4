import { Button, Group, Stack, Text } from '@mantine/core';
import { useState, type FormEvent, type JSX, type KeyboardEvent, type ReactNode } from 'react';
import { entitlementFormsText as text } from '../../../messages/en/producer-entitlements-forms.ts';
import { useFirstField, useFirstWrongField } from '../../../shared/form-focus.ts';
import { noLock, type FormPart } from './field-props.ts';
import { GuardedDrawer } from './GuardedDrawer.tsx';

interface ItemDrawerProps<Wish extends object> {
  readonly title: string;
  readonly start: Wish;
  /** what the server said of it when the entitlement was to be saved */
  readonly problem: unknown;
  readonly isNew: boolean;
  readonly check: (wish: Wish) => unknown;
  readonly fields: (part: FormPart<Wish>) => ReactNode;
  /** takes it into the form; `another` asks for the next one */
  readonly onKeep: (wish: Wish, another: boolean) => void;
  readonly onClose: () => void;
}

/** One item of an entitlement that is being written, beside it. */
export function ItemDrawer<Wish extends object>(props: ItemDrawerProps<Wish>): JSX.Element {
  const [start] = useState(props.start);
  const [wish, setWish] = useState(start);
  return (
    <GuardedDrawer title={props.title} isDirty={wish !== start} onClose={props.onClose}>
      <ItemForm {...props} wish={wish} change={(patch) => setWish((before) => ({ ...before, ...patch }))} />
    </GuardedDrawer>
  );
}

type ItemFormProps<Wish extends object> = ItemDrawerProps<Wish> & Pick<FormPart<Wish>, 'wish' | 'change'>;

/** Ctrl-Enter keeps the item from wherever one is. */
function ItemForm<Wish extends object>(props: ItemFormProps<Wish>): JSX.Element {
  const { wish, change, isNew, check, fields, onKeep } = props;
  const [problem, setProblem] = useState(props.problem);
  const place = useFirstField();
  useFirstWrongField(place, problem);
  const keep = (another: boolean): void => {
    const found = check(wish);
    setProblem(found);
    if (found === null) onKeep(wish, another);
  };
  return (
    <form
      ref={place}
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        keep(false);
      }}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        keep(false);
      }}
    >
      <Stack gap="sm">
        {fields({ wish, change, problem, lockOf: noLock })}
        <Group gap="xs" className="licet-form-foot">
          <Button type="submit">{isNew ? text.addIt : text.keepIt}</Button>
          {isNew && (
            <Button variant="default" onClick={() => keep(true)}>
              {text.addAnother}
            </Button>
          )}
          <Text size="xs" className="licet-quiet" ml="auto" visibleFrom="sm">
            {text.keepHint}
          </Text>
        </Group>
      </Stack>
    </form>
  );
}
