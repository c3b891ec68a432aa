// SPDX-License-Identifier: Apache-2.0
import { refuse } from './reader.ts';
import { type Field, nameOf, type Shape } from './shape.ts';

/** Elements of which one, or any, may stand, by their local names. */
export type Variants = Readonly<Record<string, Shape<unknown>>>;

/** A value with the kind of element that said it. */
export type VariantOf<V extends Variants> = {
  readonly [K in keyof V & string]: { readonly kind: K; readonly value: V[K] extends Shape<infer T> ? T : never };
}[keyof V & string];

/** One of several elements, told by its name; `si` are those of D-SI. */
export function choice<V extends Variants, S extends Variants = Record<never, never>>(
  own: V,
  si?: S,
): Field<VariantOf<V> | VariantOf<S>, true> {
  const all = sequence(own, si);
  const right = `one of ${all.names.join(', ')}`;
  return {
    names: all.names,
    required: true,
    collect(elements, owner, reader) {
      const [first, second] = all.collect(elements, owner, reader) as readonly (VariantOf<V> | VariantOf<S>)[];
      if (first === undefined || second !== undefined) refuse(reader, owner, `${right} must stand in it`);
      return first;
    },
    emit: (value, writer) => (value === undefined ? writer.missing(right) : all.emit([value], writer)),
  };
}

/** Any number of several elements, in their order. */
export function sequence<V extends Variants, S extends Variants = Record<never, never>>(
  own: V,
  si?: S,
): Field<readonly (VariantOf<V> | VariantOf<S>)[], true> {
  type Value = VariantOf<V> | VariantOf<S>;
  const named = [
    ...Object.entries(own).map(([kind, shape]) => ({ kind, name: `dcc:${kind}`, shape })),
    ...Object.entries(si ?? {}).map(([kind, shape]) => ({ kind, name: `si:${kind}`, shape })),
  ];
  const byName = new Map(named.map((each) => [each.name, each]));
  const byKind = new Map(named.map((each) => [each.kind, each]));
  return {
    names: [...byName.keys()],
    required: true,
    collect: (elements, _, reader) =>
      elements.map((element) => {
        // Only elements of these names are collected.
        const { kind, shape } = byName.get(nameOf(element)) as (typeof named)[number];
        return { kind, value: shape.read(element, reader) } as Value;
      }),
    emit(values = [], writer) {
      for (const { kind, value } of values) {
        const { name, shape } = byKind.get(kind) as (typeof named)[number];
        shape.write(value, name, writer);
      }
    },
  };
}

/** One of several elements of D-SI. */
export function dsiChoice<S extends Variants>(si: S): Field<VariantOf<S>, true> {
  return choice<Record<never, never>, S>({}, si) as Field<VariantOf<S>, true>;
}

/** Any number of several elements of D-SI, in their order. */
export function dsiSequence<S extends Variants>(si: S): Field<readonly VariantOf<S>[], true> {
  return sequence<Record<never, never>, S>({}, si) as Field<readonly VariantOf<S>[], true>;
}
