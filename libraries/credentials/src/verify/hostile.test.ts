// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalize } from '../formats/canonical-json.ts';
import type { JsonObject, JsonValue } from '../formats/json-value.ts';
import { issueStatement } from '../issue/index.ts';
import { nodeSuite } from '../suites/node.ts';
import { BODY, CREATED, contextOf, signerOf } from '../tests/laboratory.ts';
import { CHECK_NAMES, verifyCredential } from './index.ts';

const issued = await issueStatement(
  { ...BODY, credentialStatus: { type: 'x' }, relatedResource: { id: 'urn:a' } },
  signerOf(),
  {
    created: CREATED,
    suite: nodeSuite,
  },
);
const document = JSON.parse(issued.embedded) as JsonObject;

describe('verifyCredential()', () => {
  it('never throws and never leaves a check out, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.string({ unit: 'binary' }), fc.json()), (input) => {
        expect(verifyCredential(input, contextOf()).checks.map(({ name }) => name)).toEqual(CHECK_NAMES);
      }),
      { numRuns: 500 },
    );
  });

  it('never verifies a document in which any member was exchanged, and never throws for it', () => {
    const anyPlace = fc.constantFrom(...placesIn(document));
    fc.assert(
      fc.property(anyPlace, fc.jsonValue() as fc.Arbitrary<JsonValue>, (place, value) => {
        const changed = exchanged(document, place, value);
        fc.pre(canonicalize(changed) !== canonicalize(document));
        const result = verifyCredential(JSON.stringify(changed), contextOf());
        expect(result.outcome).not.toBe('verified');
        expect(result.checks.map(({ name }) => name)).toEqual(CHECK_NAMES);
      }),
      { numRuns: 500 },
    );
  });

  it('never verifies a token in which any character was exchanged', () => {
    fc.assert(
      fc.property(fc.nat(issued.jwt.length - 1), fc.constantFrom(...'AZaz09-_.=+ '), (place, letter) => {
        const changed = issued.jwt.slice(0, place) + letter + issued.jwt.slice(place + 1);
        fc.pre(changed.trim() !== issued.jwt);
        const { checks } = verifyCredential(changed, contextOf());
        expect(checks.find(({ name }) => name === 'integrity')?.outcome).not.toBe('passed');
      }),
      { numRuns: 500 },
    );
  });

  it('never verifies a cut document', () => {
    for (let length = 0; length < issued.embedded.length; length += 7) {
      expect(verifyCredential(issued.embedded.slice(0, length), contextOf()).outcome).toBe('rejected');
    }
  });
});

/** The pointers, as lists of steps, to every value within. */
function placesIn(value: JsonValue, steps: readonly string[] = []): (readonly string[])[] {
  const inside = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  const own = steps.length === 0 ? [] : [steps];
  return [...own, ...inside.flatMap(([step, child]) => placesIn(child as JsonValue, [...steps, step]))];
}

function exchanged(value: JsonValue, [step, ...rest]: readonly string[], by: JsonValue): JsonValue {
  if (step === undefined) return by;
  const copy = structuredClone(value) as { [member: string]: JsonValue };
  copy[step] = exchanged(copy[step] as JsonValue, rest, by);
  return copy;
}
