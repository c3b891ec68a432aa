// SPDX-License-Identifier: Apache-2.0

export type Schema = Readonly<Record<string, unknown>>;

const FORMATS: Readonly<Record<string, RegExp>> = {
  uri: /^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`]+$/,
  date: /^\d{4}-\d\d-\d\d$/,
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
  byte: /^[A-Za-z0-9+/]*={0,2}$/,
};

/** Every fault of a value by the words of JSON Schema 2020-12 that the UNTP schemas use; an unknown word is an error. */
export function schemaFaults(root: Schema, value: unknown): readonly string[] {
  return faults({ root, at: '' }, root, value);
}

interface Place {
  readonly root: Schema;
  readonly at: string;
}
type Rule = (here: Place, word: never, value: unknown, schema: Schema) => readonly string[];
type Json = Readonly<Record<string, unknown>>;

function faults(here: Place, schema: Schema, value: unknown): readonly string[] {
  return Object.entries(schema).flatMap(([word, rule]) => {
    const check = WORDS[word];
    if (check === undefined) throw new Error(`the schema word ${word} is not known`);
    return check(here, rule as never, value, schema);
  });
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const below = (here: Place, step: string | number): Place => ({ ...here, at: `${here.at}/${step}` });
const unless = (right: boolean, { at }: Place, fault: string): readonly string[] => (right ? [] : [`${at}: ${fault}`]);
const typeOf = (value: unknown): string =>
  Array.isArray(value) ? 'array' : value === null ? 'null' : Number.isInteger(value) ? 'integer' : typeof value;
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const WORDS: Readonly<Record<string, Rule>> = {
  $defs: () => [],
  minContains: () => [],
  type: (here, type: string, value) =>
    unless(typeOf(value) === type || (type === 'number' && typeof value === 'number'), here, `must be ${type}`),
  enum: (here, words: readonly unknown[], value) => unless(words.includes(value), here, 'must be one of the words'),
  const: (here, word: unknown, value) => unless(same(word, value), here, `must be ${String(word)}`),
  format: (here, format: string, value) =>
    typeof value === 'string' ? unless((FORMATS[format] as RegExp).test(value), here, `must be ${format}`) : [],
  minimum: (here, least: number, value) => unless(typeof value !== 'number' || value >= least, here, 'too small'),
  maximum: (here, most: number, value) => unless(typeof value !== 'number' || value <= most, here, 'too large'),
  minItems: (here, least: number, value) => unless(!Array.isArray(value) || value.length >= least, here, 'too few'),
  uniqueItems: (here, _: boolean, value) =>
    unless(
      !Array.isArray(value) || new Set(value.map((one) => JSON.stringify(one))).size === value.length,
      here,
      'twice',
    ),
  required: (here, names: readonly string[], value) =>
    isObject(value) ? names.flatMap((name) => unless(Object.hasOwn(value, name), here, `${name} is missing`)) : [],
  properties: (here, schemas: Readonly<Record<string, Schema>>, value) =>
    isObject(value)
      ? Object.entries(schemas).flatMap(([name, schema]) =>
          Object.hasOwn(value, name) ? faults(below(here, name), schema, value[name]) : [],
        )
      : [],
  additionalProperties: (here, allowed: boolean, value, schema) =>
    isObject(value) && !allowed
      ? Object.keys(value).flatMap((name) =>
          unless(Object.hasOwn((schema.properties ?? {}) as Json, name), here, `${name} is not known`),
        )
      : [],
  dependentRequired: (here, needs: Readonly<Record<string, readonly string[]>>, value) =>
    isObject(value)
      ? Object.entries(needs).flatMap(([name, others]) =>
          Object.hasOwn(value, name) ? others.flatMap((other) => unless(Object.hasOwn(value, other), here, other)) : [],
        )
      : [],
  items: (here, schema: Schema, value) =>
    Array.isArray(value) ? value.flatMap((item, index) => faults(below(here, index), schema, item)) : [],
  prefixItems: (here, schemas: readonly Schema[], value) =>
    Array.isArray(value)
      ? schemas.flatMap((schema, index) =>
          index < value.length ? faults(below(here, index), schema, value[index]) : [],
        )
      : [],
  contains: (here, schema: Schema, value) =>
    unless(!Array.isArray(value) || value.some((item) => faults(here, schema, item).length === 0), here, 'lacks one'),
  allOf: (here, schemas: readonly Schema[], value) => schemas.flatMap((schema) => faults(here, schema, value)),
  oneOf: (here, schemas: readonly Schema[], value) =>
    unless(schemas.filter((schema) => faults(here, schema, value).length === 0).length === 1, here, 'must fit one'),
  $ref: (here, name: string, value) =>
    faults(here, (here.root.$defs as Readonly<Record<string, Schema>>)[name.replace('#/$defs/', '')] as Schema, value),
};
