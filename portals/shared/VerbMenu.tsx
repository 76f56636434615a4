import { Button, Menu, Text } from '@mantine/core';
import type { JSX } from 'react';
import type { Reason } from './api/problem.ts';

/** An action in a menu. When it cannot be done now it stays, and says below its name why and what would cure it. */
export interface MenuVerb {
  readonly label: string;
  readonly onClick: () => void;
  readonly reasonsAgainst: readonly Reason[];
}

interface VerbMenuProps {
  readonly label: string;
  readonly verbs: readonly MenuVerb[];
}

/** The actions that are not needed every day, behind one button. */
export function VerbMenu({ label, verbs }: VerbMenuProps): JSX.Element {
  return (
    <Menu position="bottom-end" width={280} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button variant="default" rightSection={<span aria-hidden>▾</span>}>
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {verbs.map((verb) => (
          <OneVerb key={verb.label} verb={verb} />
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function OneVerb({ verb: { label, onClick, reasonsAgainst } }: { readonly verb: MenuVerb }): JSX.Element {
  if (reasonsAgainst.length === 0) return <Menu.Item onClick={onClick}>{label}</Menu.Item>;
  return (
    <Menu.Item aria-disabled closeMenuOnClick={false} className="licet-cannot">
      {label}
      {reasonsAgainst.map(({ message, remedy }) => (
        <Text key={message} size="xs" className="licet-quiet">
          {remedy === undefined ? message : `${message} ${remedy}`}
        </Text>
      ))}
    </Menu.Item>
  );
}
