// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import type { Ruling } from '../../record-keeping/define-register.ts';
import type { Actor } from '../../record-keeping/tenant.ts';
import type { AccreditationCase } from './case.ts';
import { type Change, type ChangeInput, mayChangeStatus } from './change-status.ts';
import { type Attestation, attestation, type Status } from './record.ts';
import { MEANINGS, mayDraft, mayEvaluate, mayExpire, mayIssue } from './rules.ts';

const NOW = '2026-11-22T04:00:00Z';
const BODY = 'did:web:body.example';
const LABORATORY = 'did:web:laboratory.example';
const actor: Actor = { party: BODY, person: 'dan', jurisdiction: 'CN', roles: ['accreditation-decider'] };
const acting = { actor, now: NOW };
const signing: Actor = { ...actor, reauthentication: { method: 'password', at: NOW, meaning: MEANINGS.evaluate } };

const LINE = {
  activity: 'testing',
  line: 'T1',
  object: { description: 'vegetables' },
  property: { substance: 'pb' },
  method: { standard: 'GB 5009.12-2023' },
  from: '2026-01-01',
  to: '2027-12-31',
} as const;

function drafted(more: object = {}): Attestation {
  return attestation.parse({
    kind: 'Accreditation',
    subject: {
      ...{ id: LABORATORY, name: 'L', certificateNumber: 'L-1', standard: 'ISO/IEC 17025:2017' },
      ...{ from: '2026-01-01', to: '2027-12-31', scope: [LINE, { ...LINE, line: 'T2' }] },
      ...more,
    },
  });
}

function issued(status: Status = 'in-force', more: { subject?: object; changedFrom?: string } = {}): AccreditationCase {
  const reference = {
    id: 'urn:uuid:01930000-0000-7000-8000-000000000001',
    issuer: BODY,
    digest: `uEi${'A'.repeat(44)}`,
  };
  const { subject, ...rest } = more;
  return { state: 'issued', issued: { attestation: drafted(subject), reference, status, ...rest } };
}

function codesOf(ruling: Ruling): readonly string[] {
  return ruling.allowed ? [] : ruling.reasons.map((reason) => reason.code);
}

function bodiesOf(ruling: Ruling): readonly Record<string, unknown>[] {
  if (!ruling.allowed) throw new Error(JSON.stringify(ruling.reasons));
  return ruling.produces.flatMap((each) =>
    each.source === 'statement' ? [each.body.credentialSubject as Record<string, unknown>] : [],
  );
}

describe('mayDraft()', () => {
  it('puts the draft into the case', () => {
    expect(mayDraft({ attestation: drafted() }, { state: 'none' }, actor)).toMatchObject({
      allowed: true,
      produces: [{ source: 'case-event', kind: 'drafted' }],
    });
  });

  it.each([
    ['its own competence', { id: BODY }, 'OWN_COMPETENCE'],
    [
      'a period that ends before it begins',
      { to: '2025-01-01', scope: [{ ...LINE, to: '2025-01-01' }] },
      'PERIOD_BACKWARDS',
    ],
    ['two lines of one name', { scope: [LINE, LINE] }, 'LINE_TWICE'],
    ['a line that begins before the whole', { scope: [{ ...LINE, from: '2025-12-31' }] }, 'LINE_OUTSIDE'],
    ['a line that outlasts the whole', { scope: [{ ...LINE, to: undefined }] }, 'LINE_OUTSIDE'],
  ])('refuses %s', (_, more, code) => {
    expect(codesOf(mayDraft({ attestation: drafted(more) }, { state: 'none' }, actor))).toContain(code);
  });

  it('refuses a draft of what was issued', () => {
    expect(codesOf(mayDraft({ attestation: drafted() }, issued(), actor))).toEqual(['ALREADY_ISSUED']);
  });
});

describe('mayEvaluate()', () => {
  const finding = { conclusion: 'recommended', report: 'fine' };

  it('records a signed finding about a draft', () => {
    const ruling = mayEvaluate(finding, { state: 'draft', draft: drafted() }, { actor: signing, now: NOW });
    expect(ruling).toMatchObject({ allowed: true, produces: [{ kind: 'evaluated', content: finding }] });
  });

  it('refuses one that is not signed, and one about nothing', () => {
    expect(codesOf(mayEvaluate(finding, { state: 'draft', draft: drafted() }, acting))).toEqual([
      'NOT_REAUTHENTICATED',
    ]);
    expect(codesOf(mayEvaluate(finding, { state: 'none' }, { actor: signing, now: NOW }))).toEqual(['NO_DRAFT']);
  });
});

describe('mayIssue()', () => {
  const id = '01930000-0000-7000-8000-000000000002';

  it('states what was drafted, in the name of the acting party, from now on', () => {
    const ruling = mayIssue({ id }, { state: 'draft', draft: drafted(), evaluation: 'recommended' }, acting);
    expect(ruling).toMatchObject({
      allowed: true,
      produces: [
        { kind: 'Accreditation', visibility: 'public', body: { id: `urn:uuid:${id}`, issuer: BODY, validFrom: NOW } },
      ],
    });
    expect(bodiesOf(ruling)).toEqual([drafted().subject]);
  });

  it('states a statutory qualification as such', () => {
    const { standard: _, ...subject } = drafted().subject as Record<string, unknown>;
    const legalBasis = {
      instrument: "Qualification (demonstration; nobody's law)",
      certainty: 'read',
      demonstration: true,
    };
    const draft = attestation.parse({
      kind: 'StatutoryQualification',
      subject: { ...subject, place: 'CN', legalBasis },
    });
    expect(mayIssue({ id }, { state: 'draft', draft, evaluation: 'recommended' }, acting)).toMatchObject({
      produces: [{ kind: 'StatutoryQualification' }],
    });
  });

  it.each<[string, AccreditationCase, string]>([
    ['nothing', { state: 'none' }, 'NO_DRAFT'],
    ['what was issued', issued(), 'NO_DRAFT'],
    ['a draft that nobody evaluated', { state: 'draft', draft: drafted() }, 'NOT_EVALUATED'],
    [
      'a draft that is not recommended',
      { state: 'draft', draft: drafted(), evaluation: 'not-recommended' },
      'NOT_RECOMMENDED',
    ],
    [
      'a period that is over',
      {
        state: 'draft',
        draft: drafted({ to: '2026-11-21', scope: [{ ...LINE, to: '2026-11-21' }] }),
        evaluation: 'recommended',
      },
      'ALREADY_OVER',
    ],
  ])('refuses %s', (_, state, code) => {
    expect(codesOf(mayIssue({ id }, state, acting))).toEqual([code]);
  });
});

describe('mayChangeStatus()', () => {
  const input: ChangeInput = {
    id: '01930000-0000-7000-8000-000000000003',
    revisedId: '01930000-0000-7000-8000-000000000004',
    reason: 'because',
  };
  const change = (to: Change, state: AccreditationCase, more: Partial<ChangeInput> = {}) =>
    mayChangeStatus({ change: to, input: { ...input, ...more } }, state, acting);

  it.each<[Change, Status, string]>([
    ['suspend', 'in-force', 'suspended'],
    ['restore', 'suspended', 'active'],
    ['withdraw', 'in-force', 'withdrawn'],
    ['withdraw', 'suspended', 'withdrawn'],
  ])('lets %s what is %s, from now on', (to, from, status) => {
    expect(bodiesOf(change(to, issued(from)))).toMatchObject([{ status, from: NOW, reason: 'because' }]);
  });

  it.each<[Change, Status]>([
    ['suspend', 'suspended'],
    ['suspend', 'withdrawn'],
    ['suspend', 'expired'],
    ['restore', 'in-force'],
    ['restore', 'withdrawn'],
    ['restore', 'expired'],
    ['withdraw', 'withdrawn'],
    ['withdraw', 'expired'],
  ])('refuses to %s what is %s', (to, from) => {
    expect(codesOf(change(to, issued(from)))).toContain('WRONG_STATUS');
  });

  it('takes effect at the beginning of a day to come, in the time of the three places', () => {
    expect(bodiesOf(change('suspend', issued(), { from: '2026-12-01' }))).toMatchObject([
      { from: '2026-11-30T16:00:00Z' },
    ]);
    expect(bodiesOf(change('suspend', issued(), { from: '2026-11-22' }))).toMatchObject([{ from: NOW }]);
  });

  it('refuses the past, and what would come before or with a change that is decided', () => {
    expect(codesOf(change('suspend', issued(), { from: '2026-11-21' }))).toEqual(['BACKDATED']);
    const planned = issued('in-force', { changedFrom: '2026-12-01T00:00:00Z' });
    expect(codesOf(change('suspend', planned))).toEqual(['OUT_OF_ORDER']);
    expect(codesOf(change('suspend', issued('in-force', { changedFrom: NOW })))).toEqual(['OUT_OF_ORDER']);
  });

  it('refuses where nothing was issued', () => {
    expect(codesOf(change('withdraw', { state: 'draft', draft: drafted() }))).toEqual(['NOT_ISSUED']);
  });

  it('suspends a line in a new edition, which replaces the one before', () => {
    const ruling = change('suspend', issued(), { lines: ['T2'] });
    const [edition, replaced] = bodiesOf(ruling);
    expect(edition).toMatchObject({ scope: [LINE, { line: 'T2', suspended: [{ from: '2026-11-22' }] }] });
    expect(replaced).toMatchObject({ status: 'replaced' });
    expect(ruling).toMatchObject({
      produces: [{}, { refersTo: [{ path: ['credentialSubject', 'replacedBy'], id: `urn:uuid:${input.revisedId}` }] }],
    });
  });

  it('restores a line on the day after its last day of suspension, and leaves no trace of a day that was none', () => {
    const suspended = (from: string) =>
      issued('in-force', { subject: { scope: [{ ...LINE, suspended: [{ from }] }] } });
    const restored = (from: string) => bodiesOf(change('restore', suspended(from), { lines: ['T1'] }))[0];
    expect(restored('2026-11-10')).toMatchObject({
      scope: [{ suspended: [{ from: '2026-11-10', to: '2026-11-21' }] }],
    });
    expect(restored('2026-11-22')).toMatchObject({ scope: [{ suspended: [] }] });
  });

  it.each<[string, Change, AccreditationCase, string]>([
    ['a line that is not there', 'suspend', issued(), 'UNKNOWN_LINE'],
    ['the withdrawal of a line', 'withdraw', issued(), 'NOT_BY_LINE'],
    ['a line of a suspended whole', 'suspend', issued('suspended'), 'WRONG_STATUS'],
  ])('refuses %s', (what, to, state, code) => {
    const lines = what === 'a line that is not there' ? ['T9'] : ['T1'];
    expect(codesOf(change(to, state, { lines }))).toEqual([code]);
  });

  it('refuses lines that are not in the state for it', () => {
    const held = issued('in-force', { subject: { scope: [{ ...LINE, suspended: [{ from: '2026-11-01' }] }] } });
    expect(codesOf(change('suspend', held, { lines: ['T1'] }))).toEqual(['WRONG_STATUS']);
    expect(codesOf(change('restore', issued(), { lines: ['T1'] }))).toEqual(['WRONG_STATUS']);
    const planned = issued('in-force', { subject: { scope: [{ ...LINE, suspended: [{ from: '2026-12-01' }] }] } });
    expect(codesOf(change('restore', planned, { lines: ['T1'] }))).toEqual(['WRONG_STATUS']);
  });
});

describe('mayExpire()', () => {
  it('notes the day after the last one, once', () => {
    const over = issued('suspended', { subject: { to: '2026-11-21', scope: [{ ...LINE, to: '2026-11-21' }] } });
    expect(mayExpire(over, NOW)).toMatchObject({ produces: [{ kind: 'expired', content: { from: '2026-11-22' } }] });
    expect(codesOf(mayExpire(issued('expired'), NOW))).toEqual(['WRONG_STATUS']);
    expect(codesOf(mayExpire(issued('withdrawn'), NOW))).toEqual(['WRONG_STATUS']);
  });

  it('refuses what is not due, has no end, or was never issued', () => {
    expect(codesOf(mayExpire(issued(), NOW))).toEqual(['NOT_DUE']);
    const { to: _, ...open } = LINE;
    expect(codesOf(mayExpire(issued('in-force', { subject: { to: undefined, scope: [open] } }), NOW))).toEqual([
      'NOT_DUE',
    ]);
    expect(codesOf(mayExpire({ state: 'none' }, NOW))).toEqual(['NOT_ISSUED']);
  });
});
