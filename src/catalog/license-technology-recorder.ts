import { sql } from 'kysely';
import { textEngine } from '../notifications/template-engine.ts';
import { allocateIds, insertRows, updateRows, type Transaction } from '../platform/database.ts';
import type { Recorder } from '../platform/recording.ts';
import { rowAt } from '../platform/row-of.ts';
import { firstGiven } from '../shared/objects.ts';
import type { LicenseTechnologyRecord } from './license-model-schemas.ts';
import { lockLicenseTechnologies } from './license-technology-store.ts';
import { nameKey } from './rules/catalog-names.ts';
import {
  reasonsAgainstLicenseTechnology,
  type LicenseTechnology,
  type LicenseTechnologyFacts,
} from './rules/license-technology.ts';

/** Records license technologies of the producer's own (reference 1.9). */
export const licenseTechnologyRecorder: Recorder<LicenseTechnologyRecord, LicenseTechnology, LicenseTechnologyFacts> = {
  entity: 'licenseTechnology',
  keyOf: (technology) => technology.licenseTechnologyId,
  find: lockLicenseTechnologies,
  learn: async (transaction, technologies) => ({
    taken: await learnTechnologyNames(transaction, technologies),
    brokenTemplates: brokenTemplatesOf(technologies),
  }),
  complete: (input, stored) => ({
    licenseTechnologyId: input.licenseTechnologyId,
    name: input.name,
    technology: firstGiven(undefined, stored?.technology, 'custom'),
    description: firstGiven(input.description, stored?.description, null),
    generator: input.generator,
    hostTypes: firstGiven(input.hostTypes, stored?.hostTypes, []),
    state: firstGiven(undefined, stored?.state, 'draft'),
  }),
  reasonsAgainst: reasonsAgainstLicenseTechnology,
  insert: async (transaction, source, technologies) => {
    const ids = await allocateIds(transaction, 'licenseTechnology', technologies.length);
    const common = { createdBy: source.name, updatedBy: source.name };
    const rows = technologies.map((one, index) => ({ id: rowAt(ids, index), ...one, ...common }));
    await insertRows(transaction, 'licenseTechnology', rows);
    return ids;
  },
  update: (transaction, source, changes) => {
    const rows = changes.map(({ id, after }) => ({ id, ...after, updatedBy: source.name }));
    return updateRows(transaction, 'licenseTechnology', 'version', rows);
  },
};

async function learnTechnologyNames(transaction: Transaction, technologies: readonly LicenseTechnology[]) {
  const rows = await transaction
    .selectFrom('licenseTechnology')
    .select(['licenseTechnology.licenseTechnologyId', 'licenseTechnology.name'])
    .where('licenseTechnology.name', '=', sql<string>`any(${technologies.map((one) => one.name)})`)
    .execute();
  return new Map(rows.map((row) => [nameKey(row.name, null), row.licenseTechnologyId]));
}

/** What is wrong with each template that does not parse in the sandbox in which it will run. */
function brokenTemplatesOf(technologies: readonly LicenseTechnology[]): ReadonlyMap<string, string> {
  const templates = technologies.flatMap(({ generator }) =>
    generator?.kind === 'template' ? [generator.template] : [],
  );
  return new Map(
    [...new Set(templates)].flatMap((template): readonly [string, string][] => {
      try {
        textEngine().parse(template);
        return [];
      } catch (error) {
        return [[template, error instanceof Error ? error.message : String(error)]];
      }
    }),
  );
}
