// SPDX-License-Identifier: Apache-2.0
import { statusAt as offlineStatusAt, type StatusChange } from '@touchstone/credentials/formats';
import { addDays, parseCalendarDay, parseInstant } from '@touchstone/identifiers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DecidedChange, unlawful } from '../../record-keeping/dated-changes.ts';
import type { Ruling } from '../../record-keeping/define-register.ts';
import type { Actor } from '../../record-keeping/tenant.ts';
import type { AccreditationCase, IssuedAttestation, Reference } from './case.ts';
import { type Change, type ChangeInput, mayCancel, mayChangeStatus } from './change-status.ts';
import { type Attestation, attestation, type Status } from './record.ts';
import { MEANINGS, mayDraft, mayEvaluate, mayExpire, mayIssue } from './rules.ts';
import { statusAt } from './standing.ts';

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

const EDITION = 'urn:uuid:01930000-0000-7000-8000-000000000001';
const digest = `uEi${'A'.repeat(44)}`;
let changesMade = 16;

function decided(status: string, from: string, more: Partial<DecidedChange> = {}): DecidedChange {
  const id = `urn:uuid:01930000-0000-7000-8000-${(changesMade++).toString(16).padStart(12, '0')}`;
  const reference = { id, issuer: BODY, digest };
  const recorded = { recordedAt: '2026-11-01T00:00:00Z', reason: status, isVoid: false };
  return { reference, edition: EDITION, status, from, ...recorded, ...more };
}

/** Suspended, withdrawn or expired since some days; `changes` come beside what brought that about. */
function issued(
  status: Status = 'in-force',
  { subject, changes = [] }: { subject?: object; changes?: readonly DecidedChange[] } = {},
): AccreditationCase {
  const past = '2026-11-10T00:00:00Z';
  const before = status === 'suspended' || status === 'withdrawn' ? [decided(status, past)] : [];
  const over = status === 'expired' ? { to: '2026-11-21', scope: [{ ...LINE, to: '2026-11-21' }] } : {};
  return {
    state: 'issued',
    issued: {
      attestation: drafted({ ...over, ...subject }),
      reference: { id: EDITION, issuer: BODY, digest },
      changes: [...before, ...changes],
      isExpiryNoted: status === 'expired',
    },
  };
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

const OURS: Readonly<Record<string, Status>> = {
  active: 'in-force',
  suspended: 'suspended',
  withdrawn: 'withdrawn',
};

function toOffline({ status, from, recordedAt, reason }: DecidedChange): StatusChange {
  const statement = { issuer: BODY, id: EDITION };
  const of = { statement, status: status as StatusChange['status'], reason };
  return { ...of, from: parseInstant(from), recordedAt: parseInstant(recordedAt) };
}

/** Decides one after the other, a second apart, what the rules allow; gives the case that comes of it. */
function decideAll(steps: readonly { readonly to: Change; readonly days: number }[]): IssuedAttestation {
  let state = issued() as Extract<AccreditationCase, { readonly state: 'issued' }>;
  for (const [index, { to, days }] of steps.entries()) {
    const now = `2026-11-22T04:00:${String(index).padStart(2, '0')}Z`;
    const from = addDays(parseCalendarDay('2026-11-22'), days);
    const id = `01930000-0000-7000-8000-1000000000${index + 10}`;
    const ruling = mayChangeStatus({ change: to, input: { id, revisedId: id, reason: to, from } }, state, {
      actor,
      now,
    });
    for (const { changes, ...made } of ruling.allowed ? bodiesOf(ruling) : []) {
      const { id: changed } = changes as Reference;
      const { status, from } = made as { status: string; from: string };
      const before = state.issued.changes;
      const after = before.some((each) => each.reference.id === changed)
        ? before.map((each) => (each.reference.id === changed ? { ...each, isVoid: true } : each))
        : [
            ...before,
            decided(status, from, { recordedAt: now, reference: { id: String(made.id), issuer: BODY, digest } }),
          ];
      state = { state: 'issued', issued: { ...state.issued, changes: after } };
    }
  }
  return state.issued;
}

describe('mayDraft()', () => {
  it('puts the draft into the case', () => {
    expect(mayDraft({ attestation: drafted() }, { state: 'none' }, acting)).toMatchObject({
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
    expect(codesOf(mayDraft({ attestation: drafted(more) }, { state: 'none' }, acting))).toContain(code);
  });

  it('refuses a draft of what was issued', () => {
    expect(codesOf(mayDraft({ attestation: drafted() }, issued(), acting))).toEqual(['ALREADY_ISSUED']);
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

  it('refuses the past, and what was recorded at the instant of another change from the same instant on', () => {
    expect(codesOf(change('suspend', issued(), { from: '2026-11-21' }))).toEqual(['BACKDATED']);
    const rival = issued('in-force', { changes: [decided('suspended', NOW, { recordedAt: NOW })] });
    expect(codesOf(change('withdraw', rival))).toEqual(['OUT_OF_ORDER']);
  });

  describe('where changes are planned', () => {
    const suspension = decided('suspended', '2026-11-30T16:00:00Z');
    const restoration = decided('active', '2026-12-14T16:00:00Z');
    const withdrawal = decided('withdrawn', '2026-12-31T16:00:00Z');
    const planned = issued('in-force', { changes: [withdrawal, restoration, suspension] });
    const shown = (ruling: Ruling) =>
      bodiesOf(ruling).map(({ status, changes }) => [status, (changes as Reference).id]);

    it('withdraws today, and takes back by name what can no longer come', () => {
      const ruling = change('withdraw', planned);
      expect(shown(ruling)).toEqual([
        ['withdrawn', EDITION],
        ['revoked', suspension.reference.id],
        ['revoked', restoration.reference.id],
        ['revoked', withdrawal.reference.id],
      ]);
      expect(bodiesOf(ruling).slice(1)).toMatchObject(
        [1, 2, 3].map(() => ({ from: NOW, reason: `overtaken by urn:uuid:${input.id}` })),
      );
      const ids = ruling.allowed ? ruling.produces.map((each) => 'body' in each && each.body.id) : [];
      expect(new Set(ids).size).toBe(4);
    });

    it('suspends today: the suspension to come is overtaken, the restoration and the withdrawal are not', () => {
      expect(shown(change('suspend', planned))).toEqual([
        ['suspended', EDITION],
        ['revoked', suspension.reference.id],
      ]);
    });

    it.each<[Change, string, string | undefined]>([
      ['suspend', '2026-11-25', undefined],
      ['restore', '2026-11-25', 'WRONG_STATUS'],
      ['suspend', '2026-12-05', 'WRONG_STATUS'],
      ['restore', '2026-12-05', undefined],
      ['withdraw', '2026-12-05', undefined],
      ['suspend', '2026-12-20', undefined],
      ['suspend', '2026-12-01', 'WRONG_STATUS'],
      ['restore', '2026-12-01', undefined],
      ['withdraw', '2027-02-01', 'WRONG_STATUS'],
    ])('judges %s from %s by the status on that day', (to, from, code) => {
      expect(codesOf(change(to, planned, { from }))).toEqual(code === undefined ? [] : [code]);
    });

    it('judges by nothing that was cancelled, and by no change of an edition before', () => {
      const others = [
        { ...withdrawal, isVoid: true },
        { ...withdrawal, edition: 'urn:uuid:before' },
      ];
      expect(codesOf(change('suspend', issued('in-force', { changes: others }), { from: '2027-02-01' }))).toEqual([]);
    });

    it('refuses what would begin after the period has ended', () => {
      const short = issued('in-force', { subject: { to: '2026-11-30', scope: [{ ...LINE, to: '2026-11-30' }] } });
      expect(codesOf(change('suspend', short, { from: '2026-11-30' }))).toEqual([]);
      expect(codesOf(change('suspend', short, { from: '2026-12-01' }))).toEqual(['WRONG_STATUS']);
    });

    it('states them again about the edition in which a line is suspended', () => {
      const ruling = change('suspend', issued('in-force', { changes: [withdrawal] }), { lines: ['T2'] });
      expect(bodiesOf(ruling).slice(1)).toMatchObject([
        { status: 'replaced' },
        { status: 'withdrawn', from: withdrawal.from, reason: withdrawal.reason },
        { status: 'revoked', changes: withdrawal.reference },
      ]);
      expect(ruling).toMatchObject({
        produces: [
          {},
          {},
          { refersTo: [{ path: ['credentialSubject', 'changes'], id: `urn:uuid:${input.revisedId}` }] },
          {},
        ],
      });
    });

    it('suspends a line from a day before its planned suspension on, whose end stays', () => {
      const line = { ...LINE, suspended: [{ from: '2026-12-01', to: '2026-12-14' }] };
      const ruling = change('suspend', issued('in-force', { subject: { scope: [line] } }), { lines: ['T1'] });
      expect(bodiesOf(ruling)[0]).toMatchObject({
        scope: [{ suspended: [{ from: '2026-11-22', to: '2026-12-14' }] }],
      });
    });

    it('restores, from its first day on, a line that was to be suspended: it is not suspended at all', () => {
      const state = issued('in-force', { subject: { scope: [{ ...LINE, suspended: [{ from: '2026-12-01' }] }] } });
      const ruling = change('restore', state, { lines: ['T1'], from: '2026-12-01' });
      expect(bodiesOf(ruling)[0]).toMatchObject({ scope: [{ suspended: [] }] });
    });

    it('cancels one, and with it what was planned upon it', () => {
      const cancel = (of: string, state = planned) =>
        mayCancel({ id: input.id, change: of, reason: 'calibration shown' }, state, acting);
      expect(shown(cancel(withdrawal.reference.id))).toEqual([['revoked', withdrawal.reference.id]]);
      expect(bodiesOf(cancel(suspension.reference.id))).toMatchObject([
        { status: 'revoked', changes: suspension.reference, from: NOW, reason: 'calibration shown' },
        { status: 'revoked', changes: restoration.reference, reason: `overtaken by urn:uuid:${input.id}` },
      ]);
      expect(codesOf(cancel('urn:uuid:nothing'))).toEqual(['NOT_PLANNED']);
      expect(codesOf(cancel(EDITION, { state: 'none' }))).toEqual(['NOT_ISSUED']);
      const voided = issued('in-force', { changes: [{ ...suspension, isVoid: true }] });
      expect(codesOf(cancel(suspension.reference.id, voided))).toEqual(['NOT_PLANNED']);
      const begun = issued('in-force', { changes: [{ ...suspension, from: NOW }] });
      expect(codesOf(cancel(suspension.reference.id, begun))).toEqual(['IN_EFFECT']);
    });

    it('gives every day the status that an offline verifier gives it, whatever was decided in whatever order', () => {
      const step = fc.record({
        to: fc.constantFrom<Change>('suspend', 'restore', 'withdraw'),
        days: fc.integer({ min: 0, max: 9 }),
      });
      fc.assert(
        fc.property(fc.array(step, { maxLength: 8 }), fc.integer({ min: 0, max: 12 }), (steps, day) => {
          const { changes, attestation: drafted } = decideAll(steps);
          const at = new Date(Date.parse('2026-11-22T15:00:00Z') + day * 86_400_000).toISOString();
          const offline = offlineStatusAt(
            changes.filter((each) => !each.isVoid).map(toOffline),
            parseInstant(at),
          ).status;
          expect(
            statusAt(
              { attestation: drafted },
              changes.filter((each) => !each.isVoid),
              at,
            ),
          ).toBe(OURS[offline]);
          // Nothing that counts is unlawful: what no longer was has been taken back by name.
          expect(unlawful(changes.filter((each) => !each.isVoid))).toEqual([]);
        }),
      );
    });
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
    expect(mayExpire(over, acting)).toMatchObject({ produces: [{ kind: 'expired', content: { from: '2026-11-22' } }] });
    expect(codesOf(mayExpire(issued('expired'), acting))).toEqual(['WRONG_STATUS']);
    expect(codesOf(mayExpire(issued('withdrawn'), acting))).toEqual(['WRONG_STATUS']);
  });

  it('refuses what is not due, has no end, or was never issued', () => {
    expect(codesOf(mayExpire(issued(), acting))).toEqual(['NOT_DUE']);
    const { to: _, ...open } = LINE;
    expect(codesOf(mayExpire(issued('in-force', { subject: { to: undefined, scope: [open] } }), acting))).toEqual([
      'NOT_DUE',
    ]);
    expect(codesOf(mayExpire({ state: 'none' }, acting))).toEqual(['NOT_ISSUED']);
  });
});
