import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { dayFilter, instantFilter } from '../platform/day-filters.ts';
import { choiceFilter, flagFilter, keyFilter } from '../platform/filter-kinds.ts';
import { textFilter } from '../platform/text-filter.ts';
import {
  catalogStates,
  countings,
  licenseTechnologies,
  locks,
  productKinds,
  versionFormats,
} from '../shared/vocabulary.ts';

/** The texts that the catalog is found by, as their indexes have them. */
export const productText = sql<string>`search_fold(product.product_id || ' ' || product.name || ' ' || product.version)`;
export const featureText = sql<string>`search_fold(feature.feature_id || ' ' || feature.name || ' ' || feature.version)`;
export const featureBundleText = sql<string>`search_fold(feature_bundle.feature_bundle_id || ' ' || feature_bundle.name)`;
export const productLineText = sql<string>`search_fold(product_line.product_line_id || ' ' || product_line.name)`;
export const licenseModelText = sql<string>`search_fold(license_model.license_model_id || ' ' || license_model.name)`;
export const partNumberText = sql<string>`search_fold(part_number.part_number || ' ' || coalesce(part_number.description, ''))`;
/** A producer has a handful of technologies, so nothing needs an index. */
export const licenseTechnologyText = sql<string>`search_fold(license_technology.license_technology_id || ' ' || license_technology.name)`;

// A producer has thousands of these at most; only what many are told apart by is looked up by an index.
const recorded = (table: string) => ({
  ...textFilter('name', { column: `${table}.name` }),
  ...textFilter('description', { column: `${table}.description` }),
  ...instantFilter('createdAt', `${table}.created_at`),
  ...instantFilter('updatedAt', `${table}.updated_at`),
});

export const productFilters = {
  ...recorded('product'),
  ...textFilter('version', { column: 'product.version' }),
  ...textFilter('productId', { column: 'product.product_id' }),
  ...choiceFilter('kind', productKinds, 'product.kind'),
  ...choiceFilter('state', catalogStates, 'product.state'),
  ...dayFilter('startDate', 'product.start_date'),
  ...dayFilter('endDate', 'product.end_date'),
  ...keyFilter('productLine', 'A productLineId.', (key) => refersTo('product.product_line_id', 'product_line', key)),
};

export const featureFilters = {
  ...recorded('feature'),
  ...textFilter('version', { column: 'feature.version' }),
  ...textFilter('featureId', { column: 'feature.feature_id' }),
  ...choiceFilter('state', catalogStates, 'feature.state'),
  ...choiceFilter('versionFormat', versionFormats, 'feature.version_format'),
};

export const featureBundleFilters = {
  ...recorded('feature_bundle'),
  ...textFilter('featureBundleId', { column: 'feature_bundle.feature_bundle_id' }),
  ...choiceFilter('state', catalogStates, 'feature_bundle.state'),
};

export const productLineFilters = {
  ...recorded('product_line'),
  ...textFilter('productLineId', { column: 'product_line.product_line_id' }),
};

export const licenseModelFilters = {
  ...recorded('license_model'),
  ...textFilter('licenseModelId', { column: 'license_model.license_model_id' }),
  ...choiceFilter('state', catalogStates, 'license_model.state'),
  ...choiceFilter('technology', licenseTechnologies, 'license_model.technology'),
  ...choiceFilter('counting', countings, 'license_model.counting'),
  ...choiceFilter('lock', locks, 'license_model.lock'),
  ...keyFilter('licenseTechnologyId', 'One of the producer.', (key) =>
    refersTo('license_model.license_technology_id', 'license_technology', key),
  ),
};

export const licenseTechnologyFilters = {
  ...recorded('license_technology'),
  ...textFilter('licenseTechnologyId', { column: 'license_technology.license_technology_id' }),
  ...choiceFilter('state', ['draft', 'deployed'], 'license_technology.state'),
  ...choiceFilter('technology', licenseTechnologies, 'license_technology.technology'),
};

export const partNumberFilters = {
  ...textFilter('partNumber', {
    column: 'part_number.part_number',
    within: { expression: partNumberText, place: 'first' },
    hasIndex: true,
  }),
  ...textFilter('description', {
    column: 'part_number.description',
    within: { expression: partNumberText, place: 'later' },
  }),
  ...keyFilter('productId', 'What it stands for.', (key) => refersTo('part_number.product_id', 'product', key)),
  ...keyFilter('licenseModelId', 'What it stands for with its product.', (key) =>
    refersTo('part_number.license_model_id', 'license_model', key),
  ),
  ...flagFilter('unmappedWithProduct', {
    yes: sql`part_number.product_id is null`,
    no: sql`part_number.product_id is not null`,
  }),
  ...instantFilter('createdAt', 'part_number.created_at'),
};

/** True where a column refers to the one with a key: tables call their key as they are called themselves. */
function refersTo(column: string, table: string, key: string): RawBuilder<SqlBool> {
  return sql`${sql.ref(column)} = (
    select referred.id from ${sql.table(table)} referred where ${sql.ref(`referred.${table}_id`)} = ${key})`;
}
