/** One value of a custom attribute, as the server takes it. */
export type AttributeValue = string | number | boolean | string[];

/** What somebody types of the custom attributes of a record, by their names. */
export type AttributeWish = Readonly<Record<string, AttributeValue>>;

export const noAttributes: AttributeWish = {};

/** The attributes of a record as they can be changed; what is no value of an attribute is left away. */
export function attributeWishOf(attributes: Readonly<Record<string, unknown>>): AttributeWish {
  return Object.fromEntries(
    Object.entries(attributes).flatMap(([name, value]): [string, AttributeValue][] => {
      const known = valueOf(value);
      return known === undefined ? [] : [[name, known]];
    }),
  );
}

/** The attributes as the server takes them: without what was left empty. They replace all that the record has. */
export function attributesOf(wish: AttributeWish): Record<string, AttributeValue> {
  return Object.fromEntries(Object.entries(wish).filter(([name, value]) => name.trim() !== '' && !isEmpty(value)));
}

/** The same attributes with another value of one; undefined takes it away. */
export function withValue(wish: AttributeWish, name: string, value: AttributeValue | undefined): AttributeWish {
  const { [name]: _, ...others } = wish;
  return value === undefined || isEmpty(value) ? others : { ...others, [name]: value };
}

/** A value as a text that can be read and typed. */
export function asText(value: AttributeValue | undefined): string {
  if (value === undefined) return '';
  return Array.isArray(value) ? value.join(', ') : String(value);
}

function valueOf(value: unknown): AttributeValue | undefined {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return Array.isArray(value) ? value.map(String) : undefined;
}

function isEmpty(value: AttributeValue): boolean {
  return value === '' || (Array.isArray(value) && value.length === 0);
}
