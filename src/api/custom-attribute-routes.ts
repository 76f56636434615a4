import { z } from 'zod';
import {
  changeCustomAttribute,
  createCustomAttribute,
  customAttributeHistory,
  deleteCustomAttribute,
  getCustomAttribute,
  listCustomAttributes,
} from '../catalog/custom-attribute-operations.ts';
import {
  customAttributeChangesSchema,
  customAttributeEntitySchema,
  newCustomAttributeSchema,
} from '../custom-attributes/custom-attribute-schemas.ts';
import { keySchema } from '../shared/schemas.ts';
import { customAttributeEntities, customAttributeStatuses, customAttributeTypes } from '../shared/vocabulary.ts';
import { nullableText, pageOf, paging, stamps, versioned } from './answers.ts';
import { catalogDeletion, editedOrPlanned, optionsOf, versionIfChanged } from './catalog-answers.ts';
import { historyRecord } from './history-answers.ts';
import { get, patch, post, remove, type Api } from './operation.ts';

const customAttribute = z
  .strictObject({
    entity: z.enum(customAttributeEntities),
    name: z.string(),
    label: z.string(),
    description: nullableText,
    type: z.enum(customAttributeTypes),
    required: z.boolean(),
    validValues: z.array(z.string()).meta({ description: 'The only texts that it takes; empty where it takes any.' }),
    maxLength: z.int().nullable(),
    status: z.enum(customAttributeStatuses).meta({ description: 'inactive: not offered or asked for any more.' }),
    position: z.int(),
    ...versioned,
    ...stamps,
  })
  .meta({ id: 'CustomAttribute' });

const listed = pageOf(customAttribute).extend({
  onlyDefined: z.boolean().meta({ description: 'Records have no attributes beside those that are defined.' }),
});

const path = { entity: customAttributeEntitySchema, name: keySchema };
const url = '/custom-attributes/{entity}/{name}';

/** What the producer defines that accounts, users, products and what is sold carry beside their own fields. */
export function customAttributeRoutes({ add }: Api): void {
  add({
    ...get,
    id: 'listCustomAttributes',
    url: '/custom-attributes',
    summary: 'The custom attributes that are defined, entity by entity in their order',
    permission: null,
    query: { ...paging, entity: customAttributeEntitySchema.optional() },
    answer: listed,
    run: ({ app, actor, query }) => listCustomAttributes(app, actor, query),
  });
  add({
    ...post,
    id: 'createCustomAttribute',
    url: '/custom-attributes',
    summary: 'Define a custom attribute',
    permission: 'manageSettings',
    body: newCustomAttributeSchema,
    status: 201,
    answer: customAttribute,
    run: ({ app, actor, body }) => createCustomAttribute(app, actor, body),
    location: (made) => `/custom-attributes/${made.entity}/${made.name}`,
    version: (made) => made.version,
  });
  add({
    ...get,
    id: 'getCustomAttribute',
    url,
    summary: 'One custom attribute',
    permission: null,
    path,
    answer: customAttribute,
    run: (call) => getCustomAttribute(call.app, call.actor, call.path),
    version: (found) => found.version,
  });
  addVerbs({ add });
}

function addVerbs({ add }: Api): void {
  add({
    ...get,
    id: 'getCustomAttributeHistory',
    url: `${url}/history`,
    summary: 'Every change of a custom attribute, the oldest first',
    permission: 'viewSettings',
    path,
    query: paging,
    answer: pageOf(historyRecord),
    run: (call) => customAttributeHistory(call.app, call.actor, call.path, call.query),
  });
  add({
    ...patch,
    id: 'changeCustomAttribute',
    url,
    summary: 'Change a custom attribute',
    description: 'Values that are stored stay as they are, also where they do not fit any more.',
    permission: 'manageSettings',
    path,
    body: customAttributeChangesSchema,
    takesIfMatch: true,
    takesPreview: true,
    answer: editedOrPlanned(customAttribute),
    run: (call) => changeCustomAttribute(call.app, call.actor, call.path, { ...call.body, ...optionsOf(call) }),
    version: versionIfChanged,
  });
  add({
    ...remove,
    id: 'deleteCustomAttribute',
    url,
    summary: 'Delete a custom attribute that nothing has a value of',
    permission: 'manageSettings',
    path,
    takesIfMatch: true,
    takesPreview: true,
    answer: catalogDeletion,
    run: (call) => deleteCustomAttribute(call.app, call.actor, call.path, optionsOf(call)),
  });
}
