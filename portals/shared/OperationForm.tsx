import { Button, Group, Stack } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent, type JSX, type ReactNode } from 'react';
import { useMessages } from '../messages/messages.ts';
import { call, type AnswerOf, type CallOptions, type OperationId } from './api/call.ts';
import { refreshAll } from './api/queries.ts';
import { ApiProblem, withoutReasonsAt, type Reason } from './api/problem.ts';
import { useFirstField, useFirstWrongField, useFocusKept } from './form-focus.ts';
import { ProblemNotice } from './ProblemNotice.tsx';

interface OperationFormProps<Id extends OperationId> {
  readonly operation: Id;
  /** the request as it stands, without the preview */
  readonly request: CallOptions<Id>;
  readonly submitLabel: string;
  /** what the page itself knows to be wrong, with pointers; as long as there is any, nothing is sent */
  readonly reasonsAgainst?: readonly Reason[];
  /** the fields that tell the reasons against them themselves */
  readonly pointers?: readonly string[];
  /** what is asked; `problem` is what the server said last, for the fields that it concerns */
  readonly children?: ((problem: unknown) => ReactNode) | undefined;
  /** shows the plan: what will happen. Only for operations that have a preview */
  readonly plan?: ((answer: AnswerOf<Id>) => ReactNode) | undefined;
  readonly onDone: (answer: AnswerOf<Id>) => void | Promise<void>;
  /** what the page is about is gone afterwards: it is left before anything is asked again */
  readonly leavesPage?: boolean;
  readonly onCancel?: (() => void) | undefined;
}

type Stage<Id extends OperationId> =
  | { readonly name: 'asking' }
  // The request that was planned is the one that is made, whatever the page has learned since.
  | { readonly name: 'planned'; readonly plan: AnswerOf<Id>; readonly request: CallOptions<Id> };

/**
 * Asks what an operation must know, shows what will happen or every reason against it, and then does exactly that. The
 * preview is the operation itself, stopped before it saves.
 */
export function OperationForm<Id extends OperationId>(props: OperationFormProps<Id>): JSX.Element {
  const { general } = useMessages();
  const form = useOperation(props);
  const place = useFirstField();
  const { stage, problem, isBusy } = form;
  const shown = stage.name === 'planned' ? props.plan?.(stage.plan) : undefined;
  useFirstWrongField(place, props.pointers === undefined ? null : problem);
  useFocusKept(place, isBusy);
  const otherProblem = withoutReasonsAt(problem, props.pointers ?? []);
  return (
    <form ref={place} onSubmit={form.submit} noValidate>
      <Stack gap="sm">
        {stage.name === 'asking' && props.children?.(problem)}
        {shown}
        {otherProblem !== null && <ProblemNotice problem={otherProblem} />}
        <Group gap="xs">
          <Button type="submit" loading={isBusy}>
            {props.plan !== undefined && stage.name === 'asking' ? general.preview : props.submitLabel}
          </Button>
          {stage.name === 'planned' && (
            <Button variant="default" onClick={form.askAgain}>
              {general.back}
            </Button>
          )}
          {props.onCancel !== undefined && (
            <Button variant="default" onClick={props.onCancel}>
              {general.cancel}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}

function useOperation<Id extends OperationId>(props: OperationFormProps<Id>) {
  const { operation, request, reasonsAgainst = [], plan, onDone, leavesPage = false } = props;
  const queries = useQueryClient();
  const [stage, setStage] = useState<Stage<Id>>({ name: 'asking' });
  const [problem, setProblem] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const step = async (): Promise<void> => {
    if (reasonsAgainst.length > 0)
      throw new ApiProblem({ status: 422, code: 'refused', title: '', reasons: reasonsAgainst });
    if (plan !== undefined && stage.name === 'asking') {
      setStage({ name: 'planned', request, plan: await call(operation, previewed(request)) });
      return;
    }
    const answer = await call(operation, stage.name === 'planned' ? stage.request : request);
    if (leavesPage) await onDone(answer);
    await refreshAll(queries);
    if (!leavesPage) await onDone(answer);
  };
  const run = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      await step();
    } catch (error) {
      setProblem(error);
      setStage({ name: 'asking' });
    }
    setBusy(false);
  };
  return {
    stage,
    problem,
    isBusy,
    askAgain: () => setStage({ name: 'asking' }),
    submit: (event: FormEvent) => {
      event.preventDefault();
      void run();
    },
  };
}

function previewed<Id extends OperationId>(request: CallOptions<Id>): CallOptions<Id> {
  return { ...request, query: Object.assign({}, request.query, { preview: 'true' }) };
}
