// SPDX-License-Identifier: Apache-2.0
import { childElements, type XmlElement } from '../xml/xml-node.ts';
import { note, type Reader, refuse } from './reader.ts';
import type { WrittenAttributes, Writer } from './writer.ts';

/** How one type of element is read into a value and written from it: both directions from one table. */
export interface Shape<T> {
  read(element: XmlElement, reader: Reader): T;
  write(value: T, name: string, writer: Writer): void;
}

/** One member of a record: by which elements it is said. `Required` is whether the member is always there. */
export interface Field<T, Required extends boolean = boolean> {
  /** Names of elements with the prefixes of this package: `dcc:name`. */
  readonly names: readonly string[];
  readonly required: Required;
  collect(elements: readonly XmlElement[], owner: XmlElement, reader: Reader): T | undefined;
  emit(value: T | undefined, writer: Writer): void;
}

export type Fields = Readonly<Record<string, Field<unknown>>>;

type ValueOf<F> = F extends Field<infer T> ? T : never;

/** The value that a table of fields describes. */
export type RecordOf<F extends Fields> = {
  readonly [K in keyof F as F[K]['required'] extends true ? K : never]: ValueOf<F[K]>;
} & {
  readonly [K in keyof F as F[K]['required'] extends true ? never : K]?: ValueOf<F[K]>;
} & Identified;

/** What any element may carry: its name within the document, what it refers to, and what it means. */
export interface Identified {
  readonly id?: string;
  readonly refId?: readonly string[];
  readonly refType?: readonly string[];
}

/** The value of a shape. */
export type TypeOf<S> = S extends Shape<infer T> ? T : never;

const NAMESPACES: ReadonlyMap<string, string> = new Map([
  ['https://ptb.de/dcc', 'dcc'],
  ['https://ptb.de/si', 'si'],
  ['http://www.w3.org/2000/09/xmldsig#', 'ds'],
]);
const SCHEMA_INSTANCE = 'http://www.w3.org/2001/XMLSchema-instance';
const IDENTIFIED = ['id', 'refId', 'refType'];

/** Name of an element with the prefix of this package, whatever the document calls it. */
export function nameOf({ namespace, local }: XmlElement): string {
  return `${NAMESPACES.get(namespace) ?? '?'}:${local}`;
}

/** An element that is a sequence of members; what is none of them is noted as unread. Order is for the schema to judge. */
export function record<F extends Fields>(fields: F): Shape<RecordOf<F>> {
  const members = Object.entries(fields);
  const byName = new Map(members.flatMap(([member, { names }]) => names.map((name) => [name, member] as const)));
  return {
    read(element, reader) {
      const found = new Map<string, XmlElement[]>();
      for (const child of childElements(element)) {
        const member = byName.get(nameOf(child));
        if (member === undefined) note(reader, 'UNREAD', child, 'this element is not read');
        else if (found.has(member)) found.get(member)?.push(child);
        else found.set(member, [child]);
      }
      const value: Record<string, unknown> = readIdentified(element, reader);
      for (const [member, field] of members) {
        const said = field.collect(found.get(member) ?? [], element, reader);
        if (said !== undefined) value[member] = said;
      }
      // The members are those of the table; the compiler does not follow a loop over it.
      return value as RecordOf<F>;
    },
    write(value, name, writer) {
      const said = value as Readonly<Record<string, unknown>>;
      writer.open(name, writtenIdentified(value), () => {
        for (const [member, field] of members) field.emit(said[member], writer);
      });
    },
  };
}

/** What every element may carry; other attributes, but those of XML Schema itself, are noted as unread. */
export function readIdentified(
  element: XmlElement,
  reader: Reader,
  also: readonly string[] = [],
): { id?: string; refId?: readonly string[]; refType?: readonly string[] } {
  const value: { id?: string; refId?: readonly string[]; refType?: readonly string[] } = {};
  for (const { local, namespace, value: text } of element.attributes) {
    if (namespace === '' && local === 'id') value.id = text.trim();
    else if (namespace === '' && (local === 'refId' || local === 'refType')) value[local] = words(text);
    else if (namespace !== SCHEMA_INSTANCE && !(namespace === '' && also.includes(local)))
      note(reader, 'UNREAD', element, `its attribute ${local} is not read`);
  }
  return value;
}

/** The attributes of `Identified`, as written. */
export function writtenIdentified(value: Identified): WrittenAttributes {
  return IDENTIFIED.flatMap((name) => {
    const said = value[name as keyof Identified];
    if (said === undefined) return [];
    return [[name, typeof said === 'string' ? said : said.join(' ')] as const];
  });
}

/** The words of a list. XML Schema, part 2, 2.5.1.2. */
export function words(text: string): readonly string[] {
  return text.split(/[ \t\r\n]+/).filter((word) => word !== '');
}

/** A member that stands exactly once in every version. */
export function one<T>(name: string, shape: Shape<T>): Field<T, true> {
  return {
    names: [name],
    required: true,
    collect: (elements, owner, reader) =>
      atMostOne(elements, reader, shape) ?? refuse(reader, owner, `${name} is missing in it`),
    emit: (value, writer) => (value === undefined ? writer.missing(name) : shape.write(value, name, writer)),
  };
}

/** A member that may be absent. */
export function optional<T>(name: string, shape: Shape<T>): Field<T, false> {
  return {
    names: [name],
    required: false,
    collect: (elements, _, reader) => atMostOne(elements, reader, shape),
    emit: (value, writer) => {
      if (value !== undefined) shape.write(value, name, writer);
    },
  };
}

/** A member that 3.3.0 demands and some earlier version does not have: read when it is there, written always. */
export function demanded<T>(name: string, shape: Shape<T>): Field<T, false> {
  return { ...optional(name, shape), emit: one(name, shape).emit };
}

/** A member that may stand any number of times. */
export function any<T>(name: string, shape: Shape<T>): Field<readonly T[], true> {
  return {
    names: [name],
    required: true,
    collect: (elements, _, reader) => elements.map((element) => shape.read(element, reader)),
    emit: (values = [], writer) => {
      for (const value of values) shape.write(value, name, writer);
    },
  };
}

/** A member that stands at least once. */
export function some<T>(name: string, shape: Shape<T>): Field<readonly T[], true> {
  return {
    ...any(name, shape),
    collect: (elements, owner, reader) =>
      elements.length === 0
        ? refuse(reader, owner, `${name} is missing in it`)
        : elements.map((element) => shape.read(element, reader)),
    emit: (values = [], writer) => {
      if (values.length === 0) writer.missing(name);
      for (const value of values) shape.write(value, name, writer);
    },
  };
}

/** A member whose entries stand in an element around them, which is left out when there are none. */
export function within<T>(around: string, name: string, shape: Shape<T>): Field<readonly T[], true> {
  const inner = record({ entries: any(name, shape) });
  return {
    names: [around],
    required: true,
    collect: (elements, _, reader) => atMostOne(elements, reader, inner)?.entries ?? [],
    emit: (values = [], writer) => {
      if (values.length > 0) inner.write({ entries: values }, around, writer);
    },
  };
}

/** A member whose entries stand in an element around them; there must be one at least. */
export function withinSome<T>(around: string, name: string, shape: Shape<T>): Field<readonly T[], true> {
  const inner = record({ entries: some(name, shape) });
  const field = one(around, inner);
  return {
    names: [around],
    required: true,
    collect: (elements, owner, reader) => field.collect(elements, owner, reader)?.entries,
    emit: (values = [], writer) => field.emit({ entries: values }, writer),
  };
}

/** A shape that is made when it is first needed, so that a list may hold lists. */
export function later<T>(make: () => Shape<T>): Shape<T> {
  return {
    read: (element, reader) => make().read(element, reader),
    write: (value, name, writer) => make().write(value, name, writer),
  };
}

function atMostOne<T>(elements: readonly XmlElement[], reader: Reader, shape: Shape<T>): T | undefined {
  const [first, second] = elements;
  if (second !== undefined) refuse(reader, second, 'it stands here a second time; it may stand once');
  return first === undefined ? undefined : shape.read(first, reader);
}
