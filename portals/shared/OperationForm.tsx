import { Button, Group, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useState, type FormEvent, type JSX, type ReactNode } from 'react';
import { useMessages } from '../messages/messages.ts';
import { call, type AnswerOf, type CallOptions, type OperationId } from './api/call.ts';
import { refreshAll } from './api/queries.ts';
import { ApiProblem, withKeyAt, withoutReasonsAt, type Reason } from './api/problem.ts';
import { useFirstField, useFirstWrongField, useFocusKept } from './form-focus.ts';
import { ProblemNotice } from './ProblemNotice.tsx';
import { isStale } from './reading-again.ts';
import { useReadingAgain } from './use-reading-again.ts';
import { Verb } from './Verb.tsx';

interface OperationFormProps<Id extends OperationId> {
  readonly operation: Id;
  /** the request as it stands, without the preview */
  readonly request: CallOptions<Id>;
  readonly submitLabel: string;
  /** what the page itself knows to be wrong, with pointers; as long as there is any, nothing is sent */
  readonly reasonsAgainst?: readonly Reason[];
  /** the fields that tell the reasons against them themselves */
  readonly pointers?: readonly string[];
  /** the field of the key that something new gets: where it is taken, that is told there */
  readonly keyAt?: string;
  /** what is asked; `problem` is what the server said last, for the fields that it concerns */
  readonly children?: ((problem: unknown) => ReactNode) | undefined;
  /** shows the plan: what will happen. Only for operations that have a preview */
  readonly plan?: ((answer: AnswerOf<Id>) => ReactNode) | undefined;
  /** what speaks against going on with a plan, such as that it changes nothing */
  readonly reasonsAgainstPlan?: ((answer: AnswerOf<Id>) => readonly Reason[]) | undefined;
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
  const form = useOperation(props);
  const place = useFirstField();
  const { stage, isBusy } = form;
  const { keyAt } = props;
  const problem = useMemo(
    () => (keyAt === undefined ? form.problem : withKeyAt(form.problem, keyAt)),
    [form.problem, keyAt],
  );
  const shown = stage.name === 'planned' ? props.plan?.(stage.plan) : undefined;
  useFirstWrongField(place, props.pointers === undefined ? null : problem);
  useFocusKept(place, isBusy);
  const otherProblem = withoutReasonsAt(problem, props.pointers ?? []);
  return (
    <form ref={place} onSubmit={form.submit} noValidate>
      <Stack gap="sm">
        {stage.name === 'asking' && props.children?.(problem)}
        {shown}
        <Said form={form} problem={otherProblem} />
        <Buttons {...props} form={form} />
      </Stack>
    </form>
  );
}

interface SaidProps {
  readonly form: Operating;
  readonly problem: unknown;
}

/** What the server said last, and the way on where somebody else was quicker. */
function Said({ form, problem }: SaidProps): JSX.Element {
  const { general } = useMessages();
  const { readAgain, wasRead } = form;
  const way =
    isStale(problem) && readAgain !== undefined ? { onRetry: readAgain, retryLabel: general.readAgain } : undefined;
  return (
    <>
      {wasRead && problem === null && (
        <Text size="sm" role="status">
          {general.wasReadAgain}
        </Text>
      )}
      {problem !== null && <ProblemNotice problem={problem} {...way} />}
    </>
  );
}

function Buttons<Id extends OperationId>(
  props: OperationFormProps<Id> & { readonly form: ReturnType<typeof useOperation<Id>> },
): JSX.Element {
  const { general } = useMessages();
  const { form, plan, submitLabel, onCancel } = props;
  const { stage, isBusy, reasonsAgainstPlan } = form;
  return (
    <Group gap="xs">
      {reasonsAgainstPlan.length > 0 ? (
        <Verb onClick={form.askAgain} reasonsAgainst={reasonsAgainstPlan}>
          {submitLabel}
        </Verb>
      ) : (
        <Button type="submit" loading={isBusy}>
          {plan !== undefined && stage.name === 'asking' ? general.preview : submitLabel}
        </Button>
      )}
      {stage.name === 'planned' && (
        <Button variant="default" onClick={form.askAgain}>
          {general.back}
        </Button>
      )}
      {onCancel !== undefined && (
        <Button variant="default" onClick={onCancel}>
          {general.cancel}
        </Button>
      )}
    </Group>
  );
}

/** What of the work of a form is the same for every operation. */
interface Operating {
  /** reads what the form is about anew, and goes on with what is typed; undefined where that helps nothing */
  readonly readAgain: (() => void) | undefined;
  readonly wasRead: boolean;
}

function useOperation<Id extends OperationId>(props: OperationFormProps<Id>) {
  const { plan, reasonsAgainstPlan } = props;
  const [stage, setStage] = useState<Stage<Id>>({ name: 'asking' });
  const [problem, setProblem] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const again = useReadingAgain(props.operation, props.request);
  const show = async (request: CallOptions<Id>): Promise<void> =>
    setStage({ name: 'planned', request, plan: await call(props.operation, previewed(request)) });
  const step = useStep(props, stage, again.request, show);
  const run = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      await work();
    } catch (error) {
      setProblem(error);
      setStage({ name: 'asking' });
    }
    setBusy(false);
  };
  const { read } = again;
  const readAndShow = async (): Promise<void> => {
    const request = await read?.();
    if (plan !== undefined && request !== undefined) await show(request);
  };
  const against = stage.name === 'planned' ? (reasonsAgainstPlan?.(stage.plan) ?? []) : [];
  return {
    stage,
    problem,
    isBusy,
    reasonsAgainstPlan: against,
    wasRead: again.wasRead,
    readAgain: read === undefined ? undefined : () => void run(readAndShow),
    askAgain: () => setStage({ name: 'asking' }),
    submit: (event: FormEvent) => {
      event.preventDefault();
      if (against.length === 0) void run(step);
    },
  };
}

/** What pressing the button does next: asks for the plan, or does what was planned. */
function useStep<Id extends OperationId>(
  props: OperationFormProps<Id>,
  stage: Stage<Id>,
  request: CallOptions<Id>,
  show: (request: CallOptions<Id>) => Promise<void>,
): () => Promise<void> {
  const { operation, reasonsAgainst = [], plan, onDone, leavesPage = false } = props;
  const queries = useQueryClient();
  return async () => {
    if (reasonsAgainst.length > 0)
      throw new ApiProblem({ status: 422, code: 'refused', title: '', reasons: reasonsAgainst });
    if (plan !== undefined && stage.name === 'asking') return show(request);
    const answer = await call(operation, stage.name === 'planned' ? stage.request : request);
    if (leavesPage) await onDone(answer);
    await refreshAll(queries);
    if (!leavesPage) await onDone(answer);
    return undefined;
  };
}

function previewed<Id extends OperationId>(request: CallOptions<Id>): CallOptions<Id> {
  return { ...request, query: Object.assign({}, request.query, { preview: 'true' }) };
}
