import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Actor, Permission } from '../accounts/rules/permissions.ts';
import type { JobsApp } from '../jobs/job-definition.ts';

export type Shape = z.core.$ZodLooseShape;
type Parsed<Fields extends Shape> = z.output<z.ZodObject<Fields, z.core.$strict>>;

/** A request, parsed: what one operation is told. */
export interface Call<Path extends Shape, Query extends Shape, Body extends z.ZodType> {
  /** the application; of a write that is done once, over the transaction that also keeps its answer */
  readonly app: JobsApp;
  readonly actor: Actor;
  /** what the caller's program says that it is; empty where it says nothing */
  readonly userAgent: string;
  readonly path: Parsed<Path>;
  readonly query: Parsed<Query>;
  readonly body: z.output<Body>;
  /** from If-Match; undefined where the caller does not care */
  readonly expectedVersion: number | undefined;
  readonly preview: boolean;
}

/** What the OpenAPI document tells of an operation. */
export interface OperationFacts {
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly summary: string;
  readonly description?: string;
  /** what the operation behind it asks for: documented here, decided there. Null: whoever is known may call it */
  readonly permission: Permission | null;
  /** for everybody, without any credential */
  readonly public?: true;
  /** how often one address may call it within a minute; for what people could use to guess */
  readonly callsPerMinute?: number;
  readonly path: Shape;
  readonly query: Shape;
  readonly body: z.ZodType;
  /** the content types of a body that is handed on as a stream, of any size */
  readonly streams?: readonly string[];
  readonly answer: z.ZodType;
  /** the answer has a secret that is shown this once, so it is never kept */
  readonly answersSecret?: true;
  readonly status?: 200 | 201 | 202;
  /** changes of the entity are refused where If-Match names an older version of it */
  readonly takesIfMatch?: true;
  /** `?preview=true` answers the plan, or the reasons against it, and writes nothing */
  readonly takesPreview?: true;
  /** the answer without the plan: what a row of its batch answers. Of what takes a preview, only this has a batch */
  readonly madeAnswer?: z.ZodType;
}

/** A body with headers beside it. */
export interface Sent {
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

/** One operation of the REST door: what it takes, what it answers, and the call that it stands for. */
export interface Operation<
  Path extends Shape,
  Query extends Shape,
  Body extends z.ZodType,
  Answer,
> extends OperationFacts {
  readonly path: Path;
  readonly query: Query;
  readonly body: Body;
  /** the address of what was made, below the base path; undefined where only a preview was asked for */
  readonly location?: (answer: Answer) => string | undefined;
  /** false for an answer that refuses what was asked, and so is not kept for a repeat */
  readonly isKept?: (answer: Answer) => boolean;
  /** what is sent, where the answer of the operation holds more than its body: a cookie */
  readonly sends?: (answer: Answer) => Sent;
  /** the number of the entity's changes, answered as ETag */
  readonly version?: (answer: Answer) => number | undefined;
  readonly run: (call: Call<Path, Query, Body>) => Promise<Answer>;
}

/** An operation as the server keeps it: its types are inside `handle`. */
export interface DeclaredOperation {
  readonly facts: OperationFacts;
  readonly hasVersion: boolean;
  readonly hasLocation: boolean;
  readonly handle: (app: JobsApp, request: FastifyRequest, reply: FastifyReply, actor: Actor) => Promise<unknown>;
}

/** The address below the base path, as Fastify writes it. */
export function routeUrl({ facts }: DeclaredOperation): string {
  return facts.url.replaceAll(/\{(\w+)\}/g, ':$1');
}

/** What a file of routes is handed: where to declare its operations. */
export interface Api {
  readonly add: <Path extends Shape, Query extends Shape, Body extends z.ZodType, Answer>(
    operation: Operation<Path, Query, Body, Answer>,
  ) => void;
}

/** The body of operations that take none: nothing, or an empty object. */
export const noBody = z.strictObject({}).nullish();

const nothing = { path: {}, query: {}, body: noBody } as const;

/** The beginnings of operations: `{ ...get, id: 'getAccount', ... }`. */
export const get = { method: 'GET', ...nothing } as const;
export const post = { method: 'POST', ...nothing } as const;
export const put = { method: 'PUT', ...nothing } as const;
export const patch = { method: 'PATCH', ...nothing } as const;
export const remove = { method: 'DELETE', ...nothing } as const;

/** A body that is handed on as it comes, never kept in memory. */
export const streamedBody = z
  .custom<AsyncIterable<Uint8Array>>(
    (value) => typeof value === 'object' && value !== null && Symbol.asyncIterator in value,
    'must be sent',
  )
  .meta({ type: 'string', format: 'binary' });
