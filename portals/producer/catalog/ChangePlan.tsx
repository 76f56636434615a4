import type { JSX } from 'react';
import { Differences } from '../accounts/Differences.tsx';

interface ChangePlanProps {
  /** what the server answered: the fields that differ, or the thing itself once it is changed */
  readonly answer: object;
  readonly names: Readonly<Record<string, string>>;
  /** what a field holds, as people say it */
  readonly inWords?: (name: string, value: unknown) => unknown;
}

/** What a change of something of the catalog will turn into what, field by field. */
export function ChangePlan({ answer, names, inWords = asItIs }: ChangePlanProps): JSX.Element | null {
  const [before, after] = [partOf(answer, 'before'), partOf(answer, 'after')];
  if (before === undefined || after === undefined) return null;
  const fields = [...new Set([...before.keys(), ...after.keys()])];
  return (
    <Differences
      fields={fields.map((name) => [
        names[name] ?? name,
        inWords(name, before.get(name)),
        inWords(name, after.get(name)),
      ])}
    />
  );
}

function asItIs(_: string, value: unknown): unknown {
  return value;
}

function partOf(answer: object, name: 'before' | 'after'): ReadonlyMap<string, unknown> | undefined {
  const part: unknown = new Map<string, unknown>(Object.entries(answer)).get(name);
  return typeof part === 'object' && part !== null ? new Map(Object.entries(part)) : undefined;
}
