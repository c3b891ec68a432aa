// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../formats/json-value.ts';
import { offlineResolver } from '../formats/resolve-did.ts';
import { publicMultikeyOf } from '../suites/node.ts';
import {
  authorisationOf,
  BODY,
  CREATED,
  checkOf,
  contextOf,
  DID_DOCUMENT,
  keyIdOf,
  LABORATORY,
  ON,
  secretOf,
  signedProof,
} from '../tests/laboratory.ts';
import { type VerificationContext, verifyCredential } from './index.ts';
import { signed, judge, instant } from '../tests/judged.ts';

describe('key authorisation', () => {
  it.each<[string, string[], Parameters<typeof authorisationOf>[1], Partial<VerificationContext>]>([
    ['begins with the signature', [], { from: CREATED }, {}],
    [
      'begins a second later',
      ['key-authorisation: KEY_NOT_YET_AUTHORISED'],
      { from: instant('2026-03-01T08:00:01Z') },
      {},
    ],
    ['ends with the signature', [], { to: CREATED }, {}],
    [
      'ended a second before',
      ['key-authorisation: KEY_AUTHORISATION_ENDED'],
      { to: instant('2026-03-01T07:59:59Z') },
      {},
    ],
    [
      'had ended when logged, whatever the issuer claims',
      ['key-authorisation: KEY_AUTHORISATION_ENDED'],
      { to: instant('2026-04-01T00:00:00Z') },
      { loggedAt: instant('2026-04-02T00:00:00Z') },
    ],
    ['is for authentication', ['key-authorisation: KEY_NOT_FOR_PURPOSE'], { purposes: ['authentication'] }, {}],
    ['was compromised before', ['key-authorisation: KEY_COMPROMISED'], { compromisedSince: CREATED }, {}],
    [
      'was compromised later, and only the issuer says when it signed',
      ['key-authorisation?: TIME_NOT_PROVED'],
      { compromisedSince: instant('2026-03-02T00:00:00Z') },
      {},
    ],
    [
      'was compromised later than logged',
      [],
      { compromisedSince: instant('2026-03-02T00:00:00Z') },
      { loggedAt: CREATED },
    ],
  ])('that %s: %j', (_, expected, authorisation, context) => {
    expect(judge({ keyAuthorisations: [authorisationOf('Ed25519', authorisation)], ...context })).toEqual(expected);
  });

  it('says by whose word the time is', () => {
    const claimed = verifyCredential(JSON.stringify(signed), contextOf());
    const logged = verifyCredential(JSON.stringify(signed), contextOf({ loggedAt: instant('2026-03-01T08:00:05Z') }));
    expect(claimed.signedAt).toEqual({ instant: CREATED, source: 'issuer-claim' });
    expect(logged.signedAt).toEqual({ instant: '2026-03-01T08:00:05Z', source: 'log' });
    expect([claimed, logged].map((result) => checkOf(result, 'key-authorisation').outcome)).toEqual([
      'passed',
      'passed',
    ]);
  });

  it('leaves open when it signed, when nobody says so', async () => {
    const document = { ...BODY, proof: await signedProof(BODY, { created: undefined }) };
    expect(judge({}, document)).toEqual(['key-authorisation?: NO_SIGNING_TIME', 'status-at-issue?: NO_SIGNING_TIME']);
  });

  it('chooses among several times of one key the one in which it signed', () => {
    const before = authorisationOf('Ed25519', {
      from: instant('2025-01-01T00:00:00Z'),
      to: instant('2025-12-31T00:00:00Z'),
    });
    const during = authorisationOf('Ed25519', { to: instant('2026-12-31T00:00:00Z') });
    const after = authorisationOf('Ed25519', { from: instant('2027-01-01T00:00:00Z') });
    expect(judge({ keyAuthorisations: [before, during, after] })).toEqual([]);
    expect(judge({ keyAuthorisations: [after, during, before] })).toEqual([]);
    expect(judge({ keyAuthorisations: [before] })).toEqual(['key-authorisation: KEY_AUTHORISATION_ENDED']);
  });

  it('lets no older edition hide that a key was compromised, and takes the earliest time', () => {
    const first = authorisationOf();
    const late = authorisationOf('Ed25519', {
      compromisedSince: instant('2026-05-01T00:00:00Z'),
      from: instant('2026-01-02T00:00:00Z'),
    });
    const early = authorisationOf('Ed25519', {
      compromisedSince: instant('2026-02-01T00:00:00Z'),
      from: instant('2025-01-02T00:00:00Z'),
    });
    expect(judge({ keyAuthorisations: [first, late, early] })).toEqual(['key-authorisation: KEY_COMPROMISED']);
    const otherKey = authorisationOf('Ed25519', {
      ...early,
      publicKeyMultibase: publicMultikeyOf(secretOf('P-256')).multikey,
    });
    expect(judge({ keyAuthorisations: [first, otherKey] })).toEqual([]);
  });

  it('reads the dates of a DID document, and its purposes', () => {
    const [method, ...others] = DID_DOCUMENT.verificationMethod as [JsonObject, ...JsonObject[]];
    const cases: [JsonObject, string][] = [
      [
        { verificationMethod: [{ ...method, revoked: CREATED }, ...others] },
        'key-authorisation: KEY_AUTHORISATION_ENDED',
      ],
      [
        { verificationMethod: [{ ...method, expires: CREATED }, ...others] },
        'key-authorisation: KEY_AUTHORISATION_ENDED',
      ],
      [
        { verificationMethod: [{ ...method, revoked: ON, expires: ON }, ...others] },
        'key-authorisation?: NO_KEY_AUTHORISATION',
      ],
      [{ assertionMethod: [], authentication: keyIdOf('Ed25519') }, 'key-authorisation: KEY_NOT_FOR_PURPOSE'],
    ];
    for (const [changes, expected] of cases) {
      const resolveDid = offlineResolver({ [LABORATORY]: { ...DID_DOCUMENT, ...changes } });
      expect(judge({ keyAuthorisations: [], resolveDid })).toEqual([expected]);
    }
  });
});
