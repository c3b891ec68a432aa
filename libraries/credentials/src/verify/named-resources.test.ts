// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { issueStatement } from '../issue/index.ts';
import { nodeSuite } from '../suites/node.ts';
import { BODY, CREATED, LABORATORY, signerOf } from '../tests/laboratory.ts';
import { namedResources } from './index.ts';

const entry = {
  type: 'BitstringStatusListEntry',
  statusPurpose: 'revocation',
  statusListIndex: '1',
  statusListCredential: 'https://lab.example/status/1',
};

describe('namedResources()', () => {
  it('names the issuer, the keys and the lists, each once', async () => {
    const body = { ...BODY, credentialStatus: [entry, { ...entry, statusPurpose: 'suspension' }] };
    const issued = await issueStatement(body, signerOf(), { created: CREATED, suite: nodeSuite });
    for (const input of [issued.embedded, issued.jwt]) {
      expect(namedResources(input)).toEqual({ dids: [LABORATORY], statusLists: ['https://lab.example/status/1'] });
    }
  });

  it('names the DIDs of other signers, and passes over what names none', () => {
    const proof = [
      { verificationMethod: 'did:web:notary.example#1' },
      { verificationMethod: 'did:key:z6Mk#z6Mk' },
      { verificationMethod: 7 },
      'proof',
    ];
    expect(namedResources(JSON.stringify({ ...BODY, issuer: { id: 'https://lab.example' }, proof })).dids).toEqual([
      'did:web:notary.example',
    ]);
  });

  it('finds nothing in what cannot be read', () => {
    expect(namedResources('hello')).toEqual({ dids: [], statusLists: [] });
  });
});
