// SPDX-License-Identifier: Apache-2.0
import { encodeBase64url, type Instant, sha256OfDigest } from '@touchstone/identifiers';
import { describe, expect, it } from 'vitest';
import multikeys from '../../vectors/w3c-cid-multikey.json' with { type: 'json' };
import type { JsonObject, JsonValue } from '../formats/json-value.ts';
import { encodeMultibase } from '../formats/multibase.ts';
import { CREDENTIALS_CONTEXT_V2, PINNED_CONTEXTS } from '../formats/pinned-contexts.ts';
import { offlineResolver } from '../formats/resolve-did.ts';
import type { StatementStatus, StatusChange } from '../formats/status-change.ts';
import type { StatusListSnapshot } from '../formats/status-entry.ts';
import { nodeSigner, publicMultikeyOf } from '../suites/node.ts';
import {
  authorisationOf,
  BODY,
  CREATED,
  checkOf,
  contextOf,
  DID_DOCUMENT,
  findings,
  keyIdOf,
  LABORATORY,
  ON,
  secretOf,
  signedProof,
  signerOf,
} from '../tests/laboratory.ts';
import { type VerificationContext, verifyCredential } from './index.ts';

const proof = await signedProof(BODY);
const signed: JsonObject = { ...BODY, proof };
const judge = (changes: Partial<VerificationContext> = {}, document: JsonObject = signed): string[] =>
  findings(verifyCredential(JSON.stringify(document), contextOf(changes)));
const sign = async (body: JsonObject): Promise<JsonObject> => ({ ...body, proof: await signedProof(body) });
const instant = (text: string): Instant => text as Instant;
const rest = CREDENTIALS_CONTEXT_V2;
const UNTP = 'https://vocabulary.uncefact.org/untp/0.7.0/context/';

describe('syntax', () => {
  it.each<[string, string | Uint8Array]>([
    ['NOT_JSON', '{"a":'],
    ['TRAILING_DATA', `${JSON.stringify(signed)}{}`],
    ['DUPLICATE_KEY', JSON.stringify(signed).replace('{', '{"issuer":"did:web:other.example",')],
    ['NOT_UTF8', Uint8Array.of(0x7b, 0xff)],
    ['TOO_DEEP', '['.repeat(65) + ']'.repeat(65)],
    ['NOT_AN_OBJECT', '[]'],
    ['NOT_JSON', ''],
    ['NOT_JSON', 'hello'],
    ['BAD_COMPACT_JWS', `\ufeff${JSON.stringify(signed)}`],
    ['TOO_LARGE', ' '.repeat(3_000_000)],
    ['TOO_LARGE', `{"a":"${'a'.repeat(1 << 20)}"}`],
  ])('says %s, and every other check rests on it', (code, input) => {
    const result = verifyCredential(input, contextOf());
    expect(result).toMatchObject({ outcome: 'rejected', form: 'unreadable', proofs: [] });
    expect(findings(result)[0]).toBe(`syntax: ${code}`);
    expect(result.checks.slice(1).every(({ because }) => because === 'syntax')).toBe(true);
  });

  it.each(['data:application/vc+sd-jwt,abc', 7])('leaves an envelope of another kind open: %j', (id) => {
    const result = verifyCredential(JSON.stringify({ type: ['EnvelopedVerifiableCredential'], id }), contextOf());
    expect(result).toMatchObject({ outcome: 'incomplete', form: 'unreadable' });
    expect(findings(result)[0]).toBe('syntax?: ENVELOPE_NOT_READ');
  });

  it('lets an error of its own surface instead of calling it a verdict', () => {
    expect(() => verifyCredential('{}', contextOf({ limits: { bytes: 10, depth: 999, values: 9 } }))).toThrow(
      RangeError,
    );
  });
});

describe('shape', () => {
  it('names the first fault by code and all in the detail', async () => {
    const result = verifyCredential(JSON.stringify(await sign({ ...BODY, id: 5, name: 7 })), contextOf());
    expect(checkOf(result, 'shape')).toMatchObject({
      outcome: 'failed',
      code: 'BAD_ID',
      detail: expect.stringMatching(/\/id.*\/name/),
    });
  });

  it('keeps the period open when its ends cannot be read', async () => {
    for (const defect of [{ validFrom: '2026' }, { validUntil: 1 }] as JsonObject[]) {
      const document = await sign({ ...BODY, ...defect });
      expect(judge({}, document)).toEqual(['shape: BAD_PERIOD', 'validity-period? because shape']);
    }
  });

  it('has no issuer when the credential has none', async () => {
    const { issuer, ...body } = BODY;
    expect(issuer).toBe(LABORATORY);
    const result = verifyCredential(JSON.stringify(await sign(body as JsonObject)), contextOf());
    expect(findings(result)).toEqual(['shape: BAD_ISSUER', 'issuer: ISSUER_NOT_CONTROLLER']);
    expect(result.issuer).toBeUndefined();
  });
});

describe('context', () => {
  const digest = PINNED_CONTEXTS.get(UNTP)?.[0] as never;
  const related = (entry: JsonValue): JsonObject => ({ '@context': [rest, UNTP], relatedResource: entry });
  const sri = Buffer.from(sha256OfDigest(digest)).toString('base64');

  it.each<[string, string[], JsonObject]>([
    ['the pinned ones', [], { '@context': [rest, UNTP] }],
    ['another first one', ['context: BASE_CONTEXT_MISSING'], { '@context': [UNTP] }],
    [
      'the one of data model 1.1',
      ['context: BASE_CONTEXT_MISSING'],
      { '@context': ['https://www.w3.org/2018/credentials/v1'] },
    ],
    ['an unknown one', ['context?: UNKNOWN_CONTEXT'], { '@context': [rest, 'https://a.example/context'] }],
    ['one within', ['context?: INLINE_CONTEXT'], { '@context': [rest, { '@vocab': 'https://a.example#' }] }],
    ['a signed digest of a known edition', [], related([{ id: UNTP, digestMultibase: digest }])],
    [
      'the same digest in base58',
      [],
      related([
        { id: UNTP, digestMultibase: encodeMultibase(Uint8Array.from([0x12, 0x20, ...sha256OfDigest(digest)])) },
      ]),
    ],
    ['the same digest as subresource integrity', [], related({ id: UNTP, digestSRI: `sha256-${sri}` })],
    [
      'a digest of another file',
      ['context: CONTEXT_DIGEST_DIFFERS'],
      related({ id: UNTP, digestMultibase: `uEi${'A'.repeat(44)}` }),
    ],
    ['a digest that is none', ['context: CONTEXT_DIGEST_DIFFERS'], related({ id: UNTP, digestMultibase: '?' })],
    [
      'an integrity text that is none',
      ['context: CONTEXT_DIGEST_DIFFERS'],
      related({ id: UNTP, digestSRI: 'sha256-AAAA*' }),
    ],
    ['a digest by another function', [], related({ id: UNTP, digestSRI: `sha384-${sri}` })],
    [
      'a digest of something else',
      [],
      related({ id: 'https://a.example/photo.jpg', digestMultibase: `uEi${'A'.repeat(44)}` }),
    ],
  ])('judges %s', async (_, expected, changes) => {
    expect(judge({}, await sign({ ...BODY, ...changes }))).toEqual(expected);
  });

  it('passes over related resources that are malformed: that is for the shape', async () => {
    for (const entry of ['x', { id: 7 }]) {
      expect(
        judge({}, await sign({ ...BODY, ...related(entry) })).filter((finding) => finding.startsWith('context')),
      ).toEqual([]);
    }
  });

  it('takes the pins that it is given', async () => {
    const contexts = new Map([['https://a.example/context', []]]);
    expect(judge({ contexts }, await sign({ ...BODY, '@context': [rest, 'https://a.example/context'] }))).toEqual([]);
  });
});

describe('key and issuer', () => {
  const noAuthorisations = { keyAuthorisations: [] };
  const open = ['integrity? because key', 'issuer? because key', 'key-authorisation? because key'];

  it('finds the key in the DID document when no authorisation is known, and says that this is about today', () => {
    expect(judge(noAuthorisations)).toEqual(['key-authorisation?: NO_KEY_AUTHORISATION']);
  });

  it('needs nobody to resolve a DID whose key is authorised: old keys are remembered', () => {
    expect(judge({ resolveDid: () => undefined })).toEqual([]);
  });

  it('leaves all open when the DID cannot be resolved', () => {
    expect(judge({ ...noAuthorisations, resolveDid: offlineResolver() })).toEqual([
      'key?: DID_NOT_RESOLVED',
      'agreement? because key',
      ...open,
    ]);
  });

  it.each<[string, string, JsonObject]>([
    ['a key that the DID does not name', 'key: KEY_NOT_FOUND', { verificationMethod: `${LABORATORY}#other` }],
    ['a DID without fragment', 'key: BAD_KEY_ID', { verificationMethod: LABORATORY }],
    ['an empty fragment', 'key: BAD_KEY_ID', { verificationMethod: `${LABORATORY}#` }],
    [
      'a key within the proof',
      'key: BAD_KEY_ID',
      { verificationMethod: { id: keyIdOf('Ed25519'), publicKeyMultibase: 'z6Mk' } },
    ],
    ['no key', 'key: BAD_KEY_ID', { verificationMethod: null }],
  ])('rejects %s', (_, expected, options) => {
    expect(judge({}, { ...BODY, proof: { ...proof, ...options } })).toEqual([
      expected,
      'agreement? because key',
      ...open,
    ]);
  });

  it('rejects a key that cannot be read, in a document or in an authorisation', () => {
    const method = { id: keyIdOf('Ed25519'), type: 'Multikey', controller: LABORATORY, publicKeyMultibase: 'z6Mk' };
    const resolveDid = offlineResolver({ [LABORATORY]: { ...DID_DOCUMENT, verificationMethod: [method] } });
    expect(judge({ ...noAuthorisations, resolveDid })[0]).toBe('key: BAD_KEY');
    const keyAuthorisations = [authorisationOf('Ed25519', { publicKeyMultibase: 'z6Mk' })];
    expect(judge({ keyAuthorisations })).toEqual(['key: BAD_KEY', 'agreement? because key', 'integrity? because key']);
  });

  it('recognises a key of SM2 and does not guess', () => {
    const keyAuthorisations = [
      authorisationOf('Ed25519', { publicKeyMultibase: multikeys.publicKeyMultibaseExamples[4] as string }),
    ];
    expect(judge({ keyAuthorisations })).toEqual([
      'key?: KEY_TYPE_NOT_SUPPORTED',
      'agreement: ALG_KEY_MISMATCH',
      'integrity? because key',
    ]);
  });

  it('rejects a key of somebody else, although the signature is good', async () => {
    const did = `did:key:${publicMultikeyOf(secretOf('Ed25519')).multikey}`;
    const thief = nodeSigner(`${did}#${did.slice(8)}`, secretOf('Ed25519'));
    const forged = { ...BODY, proof: await signedProof(BODY, {}, thief) };
    expect(judge({}, forged)).toEqual(['issuer: ISSUER_NOT_CONTROLLER']);
  });

  it('rejects an authorisation of another controller', () => {
    const keyAuthorisations = [authorisationOf('Ed25519', { controller: 'did:web:other.example' })];
    expect(judge({ keyAuthorisations })).toEqual(['issuer: ISSUER_NOT_CONTROLLER']);
  });

  it('accepts did:key as it is', async () => {
    const did = `did:key:${publicMultikeyOf(secretOf('P-256')).multikey}`;
    const body = { ...BODY, issuer: { id: did, name: 'Demonstration issuer' } };
    const document = {
      ...body,
      proof: await signedProof(body, {}, nodeSigner(`${did}#${did.slice(8)}`, secretOf('P-256'))),
    };
    expect(judge(noAuthorisations, document)).toEqual([]);
  });

  describe('in the document of another party', () => {
    const HOST = 'did:web:keys.example';
    const keyId = `${HOST}#1`;
    const hosted = {
      id: HOST,
      verificationMethod: [
        {
          id: keyId,
          type: 'Multikey',
          controller: LABORATORY,
          publicKeyMultibase: publicMultikeyOf(secretOf('Ed25519')).multikey,
        },
      ],
    };
    const byHost = async (body: JsonObject): Promise<JsonObject> => ({
      ...body,
      proof: await signedProof(body, {}, { ...signerOf(), keyId }),
    });

    it('needs the word of the issuer itself', async () => {
      const document = await byHost(BODY);
      const named = { ...DID_DOCUMENT, assertionMethod: [keyId] };
      const answers = [
        [{ [HOST]: hosted, [LABORATORY]: named }, ['key-authorisation?: NO_KEY_AUTHORISATION']],
        [
          { [HOST]: hosted, [LABORATORY]: DID_DOCUMENT },
          ['issuer: ISSUER_NOT_CONTROLLER', 'key-authorisation?: NO_KEY_AUTHORISATION'],
        ],
        [{ [HOST]: hosted }, ['issuer?: DID_NOT_RESOLVED', 'key-authorisation?: NO_KEY_AUTHORISATION']],
      ] as const;
      for (const [bundle, expected] of answers) {
        expect(judge({ ...noAuthorisations, resolveDid: offlineResolver(bundle) }, document)).toEqual(expected);
      }
    });

    it('is not asked for where the issuer does not name the key', async () => {
      const document = await byHost(BODY);
      const named = { ...DID_DOCUMENT, assertionMethod: [keyId] };
      const said = (own: unknown) =>
        judge({ ...noAuthorisations, resolveDid: offlineResolver({ [LABORATORY]: own } as never) }, document);
      expect(said(DID_DOCUMENT)).toContain('issuer: ISSUER_NOT_CONTROLLER');
      expect(said(DID_DOCUMENT)).not.toContain('key?: DID_NOT_RESOLVED');
      expect(said(named)).toContain('key?: DID_NOT_RESOLVED');
    });

    it('is not known where nobody, or nobody with a document, is named as issuer', async () => {
      const asked = { ...noAuthorisations, resolveDid: offlineResolver({}) };
      for (const issuer of [undefined, 'https://lab.example']) {
        const { issuer: _, ...rest } = BODY;
        const document = await byHost((issuer === undefined ? rest : { ...rest, issuer }) as typeof BODY);
        expect(judge(asked, document)).toContain('key?: DID_NOT_RESOLVED');
      }
    });

    it('does not ask for the document of an issuer that is no DID', async () => {
      const issuer = 'https://lab.example';
      const bundle = {
        [HOST]: { ...hosted, verificationMethod: [{ ...hosted.verificationMethod[0], controller: issuer }] },
      } as never;
      expect(
        judge({ ...noAuthorisations, resolveDid: offlineResolver(bundle) }, await byHost({ ...BODY, issuer })),
      ).toContain('issuer?: DID_NOT_RESOLVED');
    });
  });
});

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

describe('validity period', () => {
  it.each([
    ['2026-02-28T23:59:59Z', ['validity-period: NOT_YET_VALID']],
    ['2026-03-01T00:00:00Z', []],
    ['2027-03-01T00:00:00Z', []],
    ['2027-03-01T00:00:01Z', ['validity-period: EXPIRED']],
  ])('on %s: %j', (on, expected) => {
    expect(judge({ on: instant(on) })).toEqual(expected);
  });

  it('is open where the credential sets no end', async () => {
    const { validFrom, validUntil, ...body } = BODY;
    expect([validFrom, validUntil]).not.toContain(undefined);
    const document = await sign(body as JsonObject);
    expect(judge({ on: instant('1999-01-01T00:00:00Z') }, document)).toEqual([]);
  });
});

describe('status', () => {
  const identity = { issuer: LABORATORY, id: BODY.id as string };
  const change = (status: StatementStatus, from: string, changes: Partial<StatusChange> = {}): StatusChange => ({
    statement: identity,
    status,
    from: instant(from),
    reason: 'for a test',
    recordedAt: instant(from),
    ...changes,
  });

  it.each<[StatementStatus, string]>([
    ['suspended', 'SUSPENDED'],
    ['withdrawn', 'WITHDRAWN'],
    ['revoked', 'REVOKED'],
    ['replaced', 'REPLACED'],
  ])('%s after issue fails now and not then', (status, code) => {
    expect(judge({ statusChanges: [change(status, '2026-04-01T00:00:00Z')] })).toEqual([`status-on: ${code}`]);
    expect(judge({ statusChanges: [change(status, '2026-03-01T08:00:00Z')] })).toEqual([
      `status-at-issue: ${code}`,
      `status-on: ${code}`,
    ]);
    expect(judge({ statusChanges: [change(status, '2026-06-01T00:00:01Z')] })).toEqual([]);
  });

  it('uses what was known at the cut', () => {
    const late = change('revoked', '2026-03-01T00:00:00Z', { recordedAt: instant('2026-09-01T00:00:00Z') });
    expect(judge({ statusChanges: [late], knownAt: instant('2026-08-31T00:00:00Z') })).toEqual([]);
    expect(judge({ statusChanges: [late] })).toEqual(['status-at-issue: REVOKED', 'status-on: REVOKED']);
  });

  it('does not mix up statements: issuer and id together are one', () => {
    const other = change('revoked', '2026-03-01T00:00:00Z', { statement: { ...identity, id: 'urn:uuid:2' } });
    const foreign = change('revoked', '2026-03-01T00:00:00Z', {
      statement: { ...identity, issuer: 'did:web:other.example' },
    });
    expect(judge({ statusChanges: [other, foreign] })).toEqual([]);
  });

  it('is open when nobody looked, or when nothing could be recorded', async () => {
    const open = ['status-at-issue?: NO_STATUS_SOURCE', 'status-on?: NO_STATUS_SOURCE'];
    expect(judge({ statusChanges: undefined as never })).toEqual(open);
    const { id, ...body } = BODY;
    expect(id).toBe(identity.id);
    expect(judge({}, await sign(body as JsonObject))).toEqual(open);
  });

  describe('by lists', async () => {
    const entry = {
      type: 'BitstringStatusListEntry',
      statusPurpose: 'revocation',
      statusListIndex: '5',
      statusListCredential: 'https://lab.example/status/1',
    };
    const revocable = await sign({ ...BODY, credentialStatus: entry });
    const suspendable = await sign({ ...BODY, credentialStatus: [{ ...entry, statusPurpose: 'suspension' }] });
    const snapshot = (
      isSet: boolean,
      takenAt: string,
      changes: Partial<StatusListSnapshot> = {},
    ): StatusListSnapshot => {
      const bits = new Uint8Array(16_384);
      bits[0] = isSet ? 0b0000_0100 : 0b1111_1011;
      return {
        url: entry.statusListCredential,
        issuer: LABORATORY,
        purposes: ['revocation', 'suspension'],
        bits,
        takenAt: instant(takenAt),
        ...changes,
      };
    };
    const both = (code: string): string[] => [`status-at-issue${code}`, `status-on${code}`];
    const BEFORE = '2026-02-01T00:00:00Z';
    const BETWEEN = '2026-05-01T00:00:00Z';
    const AFTER = '2026-07-01T00:00:00Z';

    it.each<[string, JsonObject, StatusListSnapshot[], string[]]>([
      ['no list', revocable, [], both('?: STATUS_LIST_MISSING')],
      ['not revoked after the question: nor before', revocable, [snapshot(false, AFTER)], []],
      ['not revoked between: open now', revocable, [snapshot(false, BETWEEN)], ['status-on?: OUTSIDE_SNAPSHOT']],
      ['not revoked before: open', revocable, [snapshot(false, BEFORE)], both('?: OUTSIDE_SNAPSHOT')],
      ['revoked before: for ever', revocable, [snapshot(true, BEFORE)], both(': REVOKED')],
      [
        'revoked between: now, open then',
        revocable,
        [snapshot(true, BETWEEN)],
        ['status-at-issue?: OUTSIDE_SNAPSHOT', 'status-on: REVOKED'],
      ],
      ['revoked later: open', revocable, [snapshot(true, AFTER)], both('?: OUTSIDE_SNAPSHOT')],
      [
        'suspended at the very moment',
        suspendable,
        [snapshot(true, ON)],
        ['status-at-issue?: OUTSIDE_SNAPSHOT', 'status-on: SUSPENDED'],
      ],
      ['not suspended at the very moment', suspendable, [snapshot(false, ON)], ['status-at-issue?: OUTSIDE_SNAPSHOT']],
      ['not suspended later: open', suspendable, [snapshot(false, AFTER)], both('?: OUTSIDE_SNAPSHOT')],
      [
        'two snapshots, each for its time',
        suspendable,
        [snapshot(false, CREATED), snapshot(true, ON)],
        ['status-on: SUSPENDED'],
      ],
      [
        'two snapshots that contradict each other',
        revocable,
        [snapshot(false, AFTER), snapshot(true, BEFORE)],
        both(': REVOKED'),
      ],
      [
        'another list',
        revocable,
        [snapshot(true, ON, { url: 'https://lab.example/status/2' })],
        both('?: STATUS_LIST_MISSING'),
      ],
      [
        'a list by somebody else',
        revocable,
        [snapshot(true, BEFORE, { issuer: 'did:web:other.example' })],
        both('?: STATUS_LIST_ISSUER_DIFFERS'),
      ],
      [
        'a list for another purpose',
        revocable,
        [snapshot(true, BEFORE, { purposes: ['suspension'] })],
        both('?: STATUS_LIST_PURPOSE_DIFFERS'),
      ],
      [
        'a list that is too short',
        revocable,
        [snapshot(true, BEFORE, { bits: new Uint8Array(0) })],
        both('?: STATUS_INDEX_OUT_OF_RANGE'),
      ],
    ])('%s', (_, document, statusLists, expected) => {
      expect(judge({ statusLists }, document)).toEqual(expected);
    });

    it('lets a snapshot speak a little beyond its moment where the caller says how far', () => {
      const statusLists = [snapshot(false, '2026-05-31T23:59:00Z')];
      expect(judge({ statusLists, snapshotToleranceSeconds: 60 }, suspendable)).toEqual([
        'status-at-issue?: OUTSIDE_SNAPSHOT',
      ]);
      expect(judge({ statusLists, snapshotToleranceSeconds: 59 }, suspendable)).toEqual(both('?: OUTSIDE_SNAPSHOT'));
    });

    it('rests on the list alone when nobody looked for changes', () => {
      const context = { statusChanges: undefined as never, statusLists: [snapshot(false, AFTER)] };
      expect(judge(context, revocable)).toEqual([]);
    });

    it('has no lists when none are given', () => {
      expect(judge({}, revocable)).toEqual(both('?: STATUS_LIST_MISSING'));
    });

    it('reads the spelling of UNTP, passes over "refresh", and says what it did not understand', async () => {
      const untp = await sign({ ...BODY, credentialStatus: { ...entry, statusListIndex: 5 } });
      expect(judge({ statusLists: [snapshot(true, BEFORE)] }, untp)).toEqual(both(': REVOKED'));
      const refresh = await sign({ ...BODY, credentialStatus: { ...entry, statusPurpose: 'refresh' } });
      expect(judge({}, refresh)).toEqual([]);
      const old = await sign({ ...BODY, credentialStatus: { type: 'RevocationList2020Status' } });
      expect(judge({}, old)).toEqual(both('?: BAD_STATUS_ENTRY'));
    });

    it('asks both the changes and the list', () => {
      const statusChanges = [change('suspended', '2026-04-01T00:00:00Z')];
      expect(judge({ statusChanges, statusLists: [snapshot(false, AFTER)] }, revocable)).toEqual([
        'status-on: SUSPENDED',
      ]);
    });
  });
});

describe('a key in a context', () => {
  it('is told apart from text of the same beginning', () => {
    const encoded = encodeBase64url(new Uint8Array(3));
    expect(
      judge({ keyAuthorisations: [authorisationOf('Ed25519', { key: `${keyIdOf('Ed25519')}${encoded}` })] }),
    ).toEqual(['key-authorisation?: NO_KEY_AUTHORISATION']);
  });
});
