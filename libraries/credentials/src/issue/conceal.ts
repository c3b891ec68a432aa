// SPDX-License-Identifier: Apache-2.0
import { CredentialError } from '../credential-error.ts';
import type { CryptoSuite } from '../formats/crypto-suite.ts';
import { isJsonArray, type JsonObject, type JsonValue } from '../formats/json-value.ts';
import { concealedField, type Disclosure, pointerSteps, valueAt } from '../formats/personal-field.ts';

/** A personal field of a body, and the fresh random salt with which it is concealed. */
export interface PersonalField {
  readonly path: string;
  readonly salt: string;
}

/** The body as it may be signed and published, and what opens each of its concealed fields. */
export interface ConcealedBody {
  readonly body: JsonObject;
  readonly disclosures: readonly Disclosure[];
}

const FIELDS_MAX = 1_000;

/**
 * body[path] → { saltedDigest }, with the value in a disclosure of its own.
 * Throws CredentialError for a field that is not there or lies within another one, and for a salt that is short or used twice.
 */
export function concealPersonalFields(
  body: JsonObject,
  fields: readonly PersonalField[],
  suite: Pick<CryptoSuite, 'sha256'>,
): ConcealedBody {
  if (fields.length > FIELDS_MAX) {
    throw new RangeError(`At most ${FIELDS_MAX} personal fields are concealed in one body, not ${fields.length}`);
  }
  const salts = new Set<string>();
  const disclosures: Disclosure[] = [];
  let concealed: JsonValue = body;
  for (const { path, salt } of fields) {
    if (salts.has(salt)) {
      throw new CredentialError('REUSED_SALT', 'every field needs a salt of its own: equal values would show', {
        at: path,
      });
    }
    salts.add(salt);
    const steps = pointerSteps(path) ?? [];
    const value = valueAt(body, path);
    // Looked up again in what is already concealed: a field within a concealed one is gone from there.
    if (steps.length === 0 || value === undefined || valueAt(concealed, path) !== value) {
      throw new CredentialError('NO_SUCH_FIELD', 'no field of its own stands at this path', { at: path });
    }
    const disclosure = { path, salt, value };
    concealed = replaced(concealed, steps, concealedField(disclosure, suite));
    disclosures.push(disclosure);
  }
  return { body: concealed as JsonObject, disclosures };
}

function replaced(value: JsonValue, [step, ...rest]: readonly string[], by: JsonValue): JsonValue {
  if (step === undefined) {
    return by;
  }
  if (isJsonArray(value)) {
    return value.map((item, index) => (String(index) === step ? replaced(item, rest, by) : item));
  }
  // The value was found through here, so it is an object.
  const object = value as JsonObject;
  return { ...object, [step]: replaced(object[step] as JsonValue, rest, by) };
}
