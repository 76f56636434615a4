import { Alert, Anchor, Button, Group, List, Text } from '@mantine/core';
import { useContext, type JSX } from 'react';
import { useMessages } from '../messages/messages.ts';
import { ApiProblem, type Reason } from './api/problem.ts';
import { RemedyContext } from './remedy-words.ts';

/** A problem in sentences: what happened, every reason with its cure, a way out, and the request ID for whoever helps. */
export function ProblemNotice({
  problem,
  onRetry,
  retryLabel,
}: {
  readonly problem: unknown;
  readonly onRetry?: (() => void) | undefined;
  /** what trying again is here, where it is more than that */
  readonly retryLabel?: string;
}): JSX.Element {
  const { general } = useMessages();
  const known = problem instanceof ApiProblem ? problem : undefined;
  const sentence = problem instanceof Error ? problem.message : general.somethingWentWrong;
  return (
    <Alert color="red" variant="outline" title={known?.title ?? general.somethingWentWrong} role="alert" my="sm">
      {known === undefined || known.reasons.length === 0 ? (
        <Text size="sm">{sentence}</Text>
      ) : (
        <Reasons reasons={known.reasons} />
      )}
      <Group mt="xs" gap="md">
        {onRetry !== undefined && (
          <Button variant="default" onClick={onRetry}>
            {retryLabel ?? general.tryAgain}
          </Button>
        )}
        {known !== undefined && <Explanation problem={known} />}
      </Group>
    </Alert>
  );
}

/** Where the code is explained, and the number of the request for whoever looks into it. */
function Explanation({ problem }: { readonly problem: ApiProblem }): JSX.Element {
  const { general } = useMessages();
  return (
    <>
      {!unexplainedCodes.has(problem.code) && (
        <Anchor size="xs" href={`/problems/${problem.code}`} target="_blank" rel="noreferrer">
          {problem.code}
        </Anchor>
      )}
      {problem.requestId !== undefined && (
        <Text size="xs" className="licet-quiet">
          {general.requestId(problem.requestId)}
        </Text>
      )}
    </>
  );
}

// Codes that something between the portal and the server made up have no page.
const unexplainedCodes: ReadonlySet<string> = new Set(['unexpected', 'unreachable']);

/** Every reason of a refusal with its cure. */
export function Reasons({ reasons }: { readonly reasons: readonly Reason[] }): JSX.Element {
  return (
    <List size="sm" spacing={4}>
      {reasons.map((reason) => (
        <List.Item key={`${reason.code} ${reason.pointer ?? ''} ${reason.message}`}>
          {reason.message}
          {reason.remedy !== undefined && <Remedy>{reason.remedy}</Remedy>}
        </List.Item>
      ))}
    </List>
  );
}

/** What would cure a reason, behind it. */
export function Remedy({ children }: { readonly children: string }): JSX.Element {
  const inWords = useContext(RemedyContext);
  return (
    <Text component="span" size="sm" className="licet-quiet">
      {' '}
      {inWords(children)}
    </Text>
  );
}
