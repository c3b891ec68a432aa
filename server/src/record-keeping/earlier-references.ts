// SPDX-License-Identifier: Apache-2.0
import type { EarlierReference, Produced } from './define-register.ts';
import type { Json, JsonObject } from './fact.ts';
import type { Written } from './write-sources.ts';

/** The produced statement with its references to statements written before it in the same act; anything else as it is. */
export function withReferences(produced: Produced, written: readonly Pick<Written, 'recorded'>[]): Produced {
  if (produced.source !== 'statement' || produced.refersTo === undefined) return produced;
  const { refersTo, ...rest } = produced;
  return { ...rest, body: refersTo.reduce((body, each) => putReference(body, each, written), produced.body) };
}

function putReference(
  body: JsonObject,
  { path, id }: EarlierReference,
  written: readonly Pick<Written, 'recorded'>[],
): JsonObject {
  const earlier = written.find((each) => each.recorded.statement?.id === id)?.recorded.statement;
  if (earlier === undefined) throw new TypeError(`a rule refers to ${id}, which it does not produce before`);
  return put(body, path, { id: earlier.id, issuer: earlier.issuer, digest: earlier.digest }) as JsonObject;
}

function put(value: Json | undefined, [name, ...rest]: readonly string[], reference: JsonObject): Json {
  if (name === undefined) return reference;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new TypeError(`a rule puts a reference under "${name}", where its body has no object`);
  }
  const object = value as JsonObject;
  return { ...object, [name]: put(object[name], rest, reference) };
}
