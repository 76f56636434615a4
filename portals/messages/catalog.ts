import type { en } from './en.ts';

type Texts<Catalog> = {
  readonly [Name in keyof Catalog]: Catalog[Name] extends (...parts: infer Parts) => string
    ? (...parts: Parts) => string
    : Catalog[Name] extends string
      ? string
      : Texts<Catalog[Name]>;
};

/** Everything that people of every language read; the other languages have exactly what English has. */
export type Messages = Texts<typeof en>;
