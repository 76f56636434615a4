import { sql, type SqlBool } from 'kysely';
import { z } from 'zod';
import { addDays, startOfDay, type Day } from '../shared/day.ts';
import { daySchema } from '../shared/schemas.ts';
import { named, type Filter, type Named } from './list-filters.ts';

/** An instant, or a day in the producer's time zone. */
export type Moment = Date | Day;

/** Three parameters of a calendar day: before one, after one, on one. */
export function dayFilter<Name extends string>(
  name: Name,
  column: string,
): Named<`${Name}Before` | `${Name}After` | `${Name}On`, Day> {
  return named([
    dayParameter(`${name}Before`, column, '<', 'Before this day.'),
    dayParameter(`${name}After`, column, '>', 'After this day.'),
    dayParameter(`${name}On`, column, '=', 'On this day.'),
  ]);
}

/** Two parameters of a calendar day with names of their own, both days inclusive. */
export function dayRangeFilter<From extends string, Until extends string>(
  from: From,
  until: Until,
  column: string,
): Named<From | Until, Day> {
  return named<From | Until, Day>([
    dayParameter(from, column, '>=', 'From this day on.'),
    dayParameter(until, column, '<=', 'Until this day, which is included.'),
  ]);
}

function dayParameter<Name extends string>(
  name: Name,
  column: string,
  sign: '<' | '>' | '=' | '<=' | '>=',
  description: string,
): readonly [Name, Filter<Day>] {
  return [
    name,
    {
      schema: daySchema.meta({ format: 'date', examples: ['2026-03-01'], description }),
      where: (value) => sql`${sql.ref(column)} ${sql.raw(sign)} ${value}`,
    },
  ];
}

/** Three parameters of an instant: before one, after one, on one day; days are those of the producer's time zone. */
export function instantFilter<Name extends string>(
  name: Name,
  column: string,
): Named<`${Name}Before` | `${Name}After` | `${Name}On`, Moment> {
  const at = sql.ref(column);
  const isOnOrAfter = (value: Moment, zone: string) => sql<SqlBool>`${at} >= ${beginOf(value, zone)}`;
  const isBefore = (value: Moment, zone: string) => sql<SqlBool>`${at} < ${beginOf(value, zone)}`;
  return named<`${Name}Before` | `${Name}After` | `${Name}On`, Moment>([
    [
      `${name}Before`,
      { schema: momentSchema('Before this instant, or before this day'), isInZone: true, where: isBefore },
    ],
    [
      `${name}After`,
      {
        schema: momentSchema('After this instant, or after this day'),
        isInZone: true,
        where: (value, zone) => (value instanceof Date ? sql`${at} > ${value}` : isOnOrAfter(addDays(value, 1), zone)),
      },
    ],
    [
      `${name}On`,
      {
        schema: daySchema.meta({ format: 'date', description: `On this day ${ofZone}.`, examples: ['2026-03-01'] }),
        isInZone: true,
        where: (value, zone) =>
          sql`${isOnOrAfter(value, zone)} and ${isBefore(value instanceof Date ? value : addDays(value, 1), zone)}`,
      },
    ],
  ]);
}

/** One parameter of an instant with a name of its own, which is included. */
export function sinceFilter<Name extends string>(name: Name, column: string): Named<Name, Moment> {
  const schema = momentSchema('From this instant on, or from this day on');
  return named([
    [name, { schema, isInZone: true, where: (value, zone) => sql`${sql.ref(column)} >= ${beginOf(value, zone)}` }],
  ]);
}

const ofZone = "of the producer's time zone";

function momentSchema(description: string): z.ZodType<Moment> {
  return z
    .union([daySchema, z.iso.datetime({ offset: true }).transform((given) => new Date(given))])
    .meta({ description: `${description} ${ofZone}.` });
}

// PostgreSQL reads no year beyond 9999 in the text of an instant, and nothing is so late.
function beginOf(value: Moment, zone: string): Date {
  return value instanceof Date ? value : new Date(startOfDay(value, zone));
}
