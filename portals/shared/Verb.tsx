import { Button, Popover, Text, type ButtonProps } from '@mantine/core';
import { useId, type JSX, type ReactNode } from 'react';
import { useMessages } from '../messages/messages.ts';
import type { Reason } from './api/problem.ts';
import { Reasons } from './ProblemNotice.tsx';

interface VerbProps extends ButtonProps {
  readonly children: ReactNode;
  readonly onClick: () => void;
  /** what speaks against it now, by the server's own rule; none where it can be done */
  readonly reasonsAgainst?: readonly Reason[];
}

/**
 * An action. When it cannot be done now it stays, looks disabled, and says why and what would cure it to whoever presses
 * it, by mouse, finger or keyboard.
 */
export function Verb({ children, onClick, reasonsAgainst = [], ...button }: VerbProps): JSX.Element {
  const { general } = useMessages();
  const id = useId();
  if (reasonsAgainst.length === 0)
    return (
      <Button {...button} onClick={onClick}>
        {children}
      </Button>
    );
  return (
    <Popover width={360} position="bottom-end" withArrow>
      <Popover.Target>
        <Button {...button} variant="default" aria-disabled aria-describedby={id} opacity={0.7}>
          {children}
          <Text component="span" size="xs" ml={6} id={id}>
            ({general.whyNot})
          </Text>
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Reasons reasons={reasonsAgainst} />
      </Popover.Dropdown>
    </Popover>
  );
}
