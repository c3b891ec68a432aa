// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { ShapeError } from '../../api/narrow.ts';
import { readStanding } from './history.ts';
import { readStatement } from './statement.ts';
import { readLosses } from './untp-losses.ts';

const proof = { type: 'DataIntegrityProof', cryptosuite: 'eddsa-jcs-2022', verificationMethod: 'did:web:a.example#k' };
const body = {
  type: ['VerifiableCredential', 'TestReport'],
  issuer: 'did:web:a.example',
  validFrom: '2026-11-13T08:00:00Z',
  credentialSubject: {
    id: 'urn:report:1',
    laboratory: { id: 'did:web:a.example', name: 'Demonstration Laboratory' },
    results: [
      { instruments: [{ calibration: { id: 'did:web:b.example' } }, { calibration: { id: 'did:web:b.example' } }] },
    ],
  },
  proof: { ...proof, created: '2026-11-13T08:00:00Z' },
};

describe('readStatement()', () => {
  it('finds kind, validity, everybody named by a DID once in each role, and the proof', () => {
    expect(readStatement(body)).toEqual({
      kind: 'TestReport',
      validFrom: '2026-11-13T08:00:00Z',
      validUntil: undefined,
      parties: [
        { role: 'issuer', id: 'did:web:a.example', name: undefined },
        { role: 'laboratory', id: 'did:web:a.example', name: 'Demonstration Laboratory' },
        { role: 'calibration', id: 'did:web:b.example', name: undefined },
      ],
      proofs: [{ suite: 'eddsa-jcs-2022', key: 'did:web:a.example#k', created: '2026-11-13T08:00:00Z' }],
    });
  });

  it('takes several proofs, none, and an issuer with a name', () => {
    const { proofs, parties } = readStatement({ ...body, issuer: { id: 'did:x:1', name: 'X' }, proof: [proof, proof] });
    expect(proofs).toHaveLength(2);
    expect(parties[0]).toEqual({ role: 'issuer', id: 'did:x:1', name: 'X' });
    expect(readStatement({ ...body, proof: undefined }).proofs).toEqual([]);
  });

  it.each([
    ['no body', null, ''],
    ['a type that is no list', { ...body, type: 'TestReport' }, '/type'],
    ['no start of validity', { ...body, validFrom: undefined }, '/validFrom'],
    ['a proof without a key', { ...body, proof: { type: 'X' } }, '/proof/0/verificationMethod'],
    ['a proof of no kind', { ...body, proof: { verificationMethod: 'k' } }, '/proof/0/type'],
  ])('refuses %s and names the place', (_, given, path) => {
    const refusal = (() => {
      try {
        return readStatement(given);
      } catch (error) {
        return error;
      }
    })();
    expect(refusal).toBeInstanceOf(ShapeError);
    expect((refusal as ShapeError).path).toBe(path);
  });
});

describe('readStanding()', () => {
  const standing = { outcome: 'issued-here', issuedAt: '2026-01-01T00:00:00Z', since: '2026-01-01T00:00:00Z' };

  it('gives a revoked document the time in which it was in force', () => {
    const revoked = { ...standing, status: 'revoked', since: '2026-05-01T00:00:00Z', reason: 'a wrong dilution' };
    expect(readStanding(revoked)).toEqual([
      { status: 'in-force', from: '2026-01-01T00:00:00Z', until: '2026-05-01T00:00:00Z', reason: undefined },
      { status: 'revoked', from: '2026-05-01T00:00:00Z', until: undefined, reason: 'a wrong dilution' },
    ]);
  });

  it('gives one in force that one status, and none to a document that was not issued here', () => {
    expect(readStanding({ ...standing, status: 'in-force' })).toHaveLength(1);
    expect(readStanding({ outcome: 'not-found-here' })).toBeUndefined();
  });
});

describe('readLosses()', () => {
  it('counts fields that differ by their place in a list as one, and keeps others apart', () => {
    const reason = 'no member';
    const paths = ['results.0.basis', 'results.12.basis', 'language', 'p2.0'];
    const losses = paths.map((path) => ({ path, reason }));
    expect(readLosses({ outcome: 'exportable', losses })).toEqual([
      { path: 'results.*.basis', reason, count: 2 },
      { path: 'language', reason, count: 1 },
      { path: 'p2.*', reason, count: 1 },
    ]);
  });

  it('knows none where there is no counterpart, and throws where the answer is another', () => {
    expect(readLosses({ outcome: 'no-counterpart', detail: 'none' })).toBeUndefined();
    expect(() => readLosses({ outcome: 'exportable', losses: [{ path: 'a' }] })).toThrow(ShapeError);
  });
});
