// SPDX-License-Identifier: Apache-2.0
import { matchDisclosure } from '@touchstone/credentials/formats';
import { nodeSuite } from '@touchstone/credentials/node';
import { parseInstant } from '@touchstone/identifiers';
import { describe, expect, it } from 'vitest';
import type { KnownCompetence } from '../../record-keeping/competence.ts';
import type { Produced, Ruling } from '../../record-keeping/define-register.ts';
import type { Actor } from '../../record-keeping/tenant.ts';
import type { LaboratoryCase } from './case.ts';
import { document } from './record.ts';
import { type IssueFacts, MEANINGS, mayDraft, mayIssue, mayRevoke, maySign } from './rules.ts';

const NOW = '2026-11-22T04:00:00Z';
const PARTY = 'did:web:laboratory.example';
const actor: Actor = { party: PARTY, person: 'sam', jurisdiction: 'CN', roles: ['laboratory-signatory'] };
const acting = { actor, now: NOW };
const signing = (meaning: string) => ({
  actor: { ...actor, reauthentication: { method: 'password', at: NOW, meaning, actDigest: 'uEiB' } },
  now: NOW,
});
const ids = { id: '01930000-0000-7000-8000-000000000001', changeId: '01930000-0000-7000-8000-000000000002' };
const ATTESTED: KnownCompetence = { attested: true, inForce: true, states: [] };

const AROUND: IssueFacts['around'] = () => ({ offsetMinutes: 480 });
const REASONS = { SAMPLE_NOT_TRACED: 'brought by the client' };

const RESULT = {
  outcome: 'not-detected',
  result: 'R1',
  substance: 'pb',
  method: { standard: 'GB 5009.12-2023' },
  basis: 'as sold',
  testedOn: '2026-11-20',
  limitOfDetection: { value: '0.02', unit: 'mg/kg' },
};

const { limitOfDetection: _, ...SUBSTANCE } = RESULT;
const FOUND = { ...SUBSTANCE, outcome: 'quantified', quantity: { value: '0.1', unit: 'mg/kg' } };

function report(more: object = {}) {
  return document.parse({
    kind: 'TestReport',
    subject: {
      ...{ reportNumber: 'R-1', language: 'zh-Hans', results: [RESULT] },
      laboratory: { id: PARTY, name: 'Demonstration', place: 'CN-GD' },
      sample: { sample: 'S-1', description: 'leaf', receivedAt: '2026-11-19T17:00:00Z' },
      ...more,
    },
  });
}

function sampling(more: object = {}) {
  return document.parse({
    kind: 'SamplingRecord',
    subject: {
      sampler: { name: 'Demonstration', did: PARTY },
      lot: { food: 'wolfberry-leaf', lotNumber: 'L-7' },
      represents: 'lot',
      plan: { standard: 'GB/T 8302-2013', increments: 5 },
      ...{ takenAt: '2026-11-18T02:00:00Z', place: 'CN-GD', samples: [{ sample: 'S-1' }] },
      ...more,
    },
  });
}

const draft = (of: ReturnType<typeof report>, more: object = {}) => ({
  document: of,
  visibility: 'private' as const,
  ...more,
});
const reference = {
  id: 'urn:uuid:01930000-0000-7000-8000-000000000009',
  issuer: PARTY,
  digest: `uEi${'A'.repeat(44)}`,
};
const SIGNED_AT = parseInstant('2026-11-21T04:00:00Z');
const SIGNED = {
  ...({ kind: 'TestReport', reference, visibility: 'private', status: 'in-force' } as const),
  at: SIGNED_AT,
};

const codesOf = (ruling: Ruling) => (ruling.allowed ? [] : ruling.reasons.map((reason) => reason.code));
function produced(ruling: Ruling): readonly Extract<Produced, { source: 'statement' }>[] {
  if (!ruling.allowed) throw new Error(JSON.stringify(ruling.reasons));
  return ruling.produces.flatMap((each) => (each.source === 'statement' ? [each] : []));
}

describe('mayDraft()', () => {
  it('takes drafts of the own laboratory, as often as it likes', () => {
    expect(mayDraft(draft(report()), {}, acting)).toMatchObject({ produces: [{ kind: 'drafted' }] });
    expect(mayDraft(draft(report()), { draft: draft(report()) }, acting).allowed).toBe(true);
    expect(mayDraft(draft(sampling()), {}, acting).allowed).toBe(true);
  });

  it('takes what is to replace a signed report only with its reason', () => {
    expect(codesOf(mayDraft(draft(report()), { signed: SIGNED }, acting))).toEqual(['NO_REASON']);
    expect(mayDraft(draft(report(), { replacing: 'typing error' }), { signed: SIGNED }, acting).allowed).toBe(true);
    expect(codesOf(mayDraft(draft(report(), { replacing: 'x' }), {}, acting))).toEqual(['NOTHING_TO_REPLACE']);
  });

  it.each<[string, ReturnType<typeof report>, LaboratoryCase, string]>([
    [
      'a report of another laboratory',
      report({ laboratory: { id: 'did:web:b.example', name: 'B', place: 'HK' } }),
      {},
      'OTHER_LABORATORY',
    ],
    [
      'what was tested before the sample came',
      report({ results: [{ ...RESULT, testedOn: '2026-11-19' }] }),
      {},
      'TESTED_BEFORE_RECEIPT',
    ],
    ['what was tested tomorrow', report({ results: [{ ...RESULT, testedOn: '2026-11-23' }] }), {}, 'IN_THE_FUTURE'],
    [
      'a laboratory under a name that is not what it looks like',
      report({ laboratory: { id: 'did:web:a.example', name: 'Lаb', place: 'HK' } }),
      {},
      'BAD_NAMES',
    ],
    ...[
      ['U below 0', { value: '-0.02', unit: 'mg/kg', coverageFactor: '2' }],
      ['U in kilograms', { value: '12', unit: 'kg', coverageFactor: '2' }],
      ['k of 0', { value: '0.02', unit: 'mg/kg', coverageFactor: '0' }],
      ['k below 0', { value: '0.02', unit: 'mg/kg', coverageFactor: '-2' }],
    ].map(([what, expandedUncertainty]): [string, ReturnType<typeof report>, LaboratoryCase, string] => [
      String(what),
      report({ results: [{ ...FOUND, expandedUncertainty }] }),
      {},
      'BAD_FIGURES',
    ]),
    ['two results of one name', report({ results: [RESULT, RESULT] }), {}, 'NAME_TWICE'],
    ['what another took', sampling({ sampler: { name: 'B', did: 'did:web:b.example' } }), {}, 'OTHER_SAMPLER'],
    ['what will be taken', sampling({ takenAt: '2026-11-22T05:00:00Z' }), {}, 'IN_THE_FUTURE'],
    ['two samples of one name', sampling({ samples: [{ sample: 'S' }, { sample: 'S' }] }), {}, 'NAME_TWICE'],
    ['another kind of document in the case', sampling(), { draft: draft(report()) }, 'OTHER_KIND'],
  ])('refuses %s', (_, of, state, code) => {
    expect(codesOf(mayDraft(draft(of), state, acting))).toContain(code);
  });

  it('refuses anything about what was revoked', () => {
    const state = { signed: { ...SIGNED, status: 'revoked' as const } };
    expect(codesOf(mayDraft(draft(report(), { replacing: 'x' }), state, acting))).toEqual(['REVOKED']);
  });
});

describe('maySign()', () => {
  const input = { ...ids, signer: { name: 'Wong Siu Ming', salt: 'A'.repeat(43) } };

  it('signs the record, with the name behind a salted digest that its disclosure opens', () => {
    const [statement] = produced(maySign(input, { draft: draft(sampling()) }, signing(MEANINGS.sign)));
    expect(statement).toMatchObject({
      kind: 'SamplingRecord',
      visibility: 'private',
      body: { evidence: [{ type: ['PersonalSignature'], meaning: MEANINGS.sign, actDigest: 'uEiB' }] },
    });
    expect(JSON.stringify(statement?.body)).not.toContain('Wong');
    const [disclosure] = statement?.disclosures ?? [];
    if (disclosure === undefined || statement === undefined) throw new Error('nothing to disclose');
    expect(matchDisclosure(statement.body as Parameters<typeof matchDisclosure>[0], disclosure, nodeSuite)).toBe(
      'matches',
    );
  });

  it('refuses without the proof of who signs, and where there is no draft of a sampling record', () => {
    expect(codesOf(maySign(input, { draft: draft(sampling()) }, acting))).toEqual(['NOT_REAUTHENTICATED']);
    expect(codesOf(maySign(input, { draft: draft(sampling()) }, signing('I was there.')))).toEqual(['MEANING_DIFFERS']);
    expect(codesOf(maySign(input, { draft: draft(report()) }, signing(MEANINGS.sign)))).toEqual(['NO_DRAFT']);
  });
});

describe('mayIssue()', () => {
  const issue = (state: LaboratoryCase, competence: KnownCompetence = ATTESTED) =>
    mayIssue({ ...ids, reasons: REASONS }, { state, competence, around: AROUND }, signing(MEANINGS.issue));

  it('states the draft with its signatory, and nothing more', () => {
    const [statement] = produced(issue({ draft: draft(report()) }));
    expect(statement).toMatchObject({ kind: 'TestReport', visibility: 'private', body: { issuer: PARTY } });
    expect(statement?.body.credentialSubject).toEqual({
      ...report().subject,
      id: `urn:uuid:${ids.id}`,
      issuedOn: '2026-11-22',
      signatory: {
        function: 'authorised signatory',
        meaning: MEANINGS.issue,
        reauthenticatedAt: NOW,
        method: 'password',
      },
    });
  });

  it('replaces what was signed before by a public change of status that names the successor', () => {
    const state = { draft: draft(report(), { replacing: 'typing error' }), signed: SIGNED };
    expect(produced(issue(state))[1]).toMatchObject({
      kind: 'StatusChange',
      visibility: 'public',
      body: { credentialSubject: { changes: reference, status: 'replaced', reason: 'typing error' } },
      refersTo: [{ path: ['credentialSubject', 'replacedBy'], id: `urn:uuid:${ids.id}` }],
    });
  });

  it('refuses results under a scope that is not in force, as far as this node knows', () => {
    const suspended = { attested: true, inForce: false, states: ['suspended'] };
    expect(codesOf(issue({ draft: draft(report()) }, suspended))).toEqual(['COMPETENCE_NOT_IN_FORCE']);
    const outside = report({ results: [{ ...RESULT, underScope: false }] });
    expect(issue({ draft: draft(outside) }, suspended).allowed).toBe(true);
    expect(issue({ draft: draft(report()) }, { attested: false, inForce: false, states: [] }).allowed).toBe(true);
  });

  it('refuses where there is no draft of a report', () => {
    expect(codesOf(issue({}))).toEqual(['NO_DRAFT']);
    expect(codesOf(issue({ draft: draft(sampling()) }))).toEqual(['NO_DRAFT']);
  });
});

describe('mayRevoke()', () => {
  const input = { id: ids.id, reason: 'samples mixed up' };

  it('states publicly that even a private report must no longer be relied on', () => {
    expect(produced(mayRevoke(input, { signed: SIGNED }, acting))).toMatchObject([
      { visibility: 'public', body: { credentialSubject: { changes: reference, status: 'revoked', from: NOW } } },
    ]);
  });

  it('refuses what was never signed, and what is revoked', () => {
    expect(codesOf(mayRevoke(input, {}, acting))).toEqual(['NOT_SIGNED']);
    expect(codesOf(mayRevoke(input, { signed: { ...SIGNED, status: 'revoked' } }, acting))).toEqual(['REVOKED']);
  });
});
