// SPDX-License-Identifier: Apache-2.0
import { encodeBase64url } from '@touchstone/identifiers';
import { describe, expect, it } from 'vitest';
import multikeys from '../../vectors/w3c-cid-multikey.json' with { type: 'json' };
import type { JsonObject } from '../formats/json-value.ts';
import { offlineResolver } from '../formats/resolve-did.ts';
import { nodeSigner, publicMultikeyOf } from '../suites/node.ts';
import {
  authorisationOf,
  BODY,
  DID_DOCUMENT,
  keyIdOf,
  LABORATORY,
  secretOf,
  signedProof,
  signerOf,
} from '../tests/laboratory.ts';
import { proof, judge } from '../tests/judged.ts';

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

describe('a key in a context', () => {
  it('is told apart from text of the same beginning', () => {
    const encoded = encodeBase64url(new Uint8Array(3));
    expect(
      judge({ keyAuthorisations: [authorisationOf('Ed25519', { key: `${keyIdOf('Ed25519')}${encoded}` })] }),
    ).toEqual(['key-authorisation?: NO_KEY_AUTHORISATION']);
  });
});
