// SPDX-License-Identifier: Apache-2.0
import { parseCalendarDay, parseInstant } from '@touchstone/identifiers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { draft as draftBy } from '../testing/drafts.ts';
import type { Draft } from '../testing/parties.ts';
import { cellOf, found, verdictOn, withPart, withSubject } from '../testing/world.ts';

const ENDS = ['0001-01-01', '9999-12-31'];
/** Any day of the calendar, its two ends as often as all others together. */
const anyDay = fc.oneof(
  fc.constantFrom(...ENDS),
  fc
    .tuple(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
    .map(([year, month, day]) => [[year, 4] as const, [month, 2] as const, [day, 2] as const])
    .map((parts) => parts.map(([number, width]) => String(number).padStart(width, '0')).join('-')),
);
const anyTime = fc.constantFrom('T00:00:00Z', 'T08:00:00Z', 'T20:00:00Z', 'T23:59:59.999Z');

type Change = (day: string, time: string) => Parameters<typeof verdictOn>[0];

/** Every place where a paper, the claim or the question names a day or a moment. */
const FIELDS: Readonly<Record<string, Change>> = {
  'validFrom of the report': (day, time) => ({ change: { report: () => ({ validFrom: day + time }) } }),
  'validUntil of the report': (day, time) => ({
    change: { report: () => ({ validFrom: `${ENDS[0]}T00:00:00Z`, validUntil: day + time }) },
  }),
  'created of the report': (day, time) => ({ change: { report: () => ({ created: day + time }) } }),
  'issuedOn of the report': (day) => ({ change: { report: withSubject({ issuedOn: day }) } }),
  'receivedAt of the report': (day, time) => ({ change: { report: withPart('sample', { receivedAt: day + time }) } }),
  'testedOn of the report': (day) => ({ change: { report: withPart('results', { testedOn: day }) } }),
  'takenAt of the record': (day, time) => ({ change: { sampling: withSubject({ takenAt: day + time }) } }),
  'validFrom of the record': (day, time) => ({ change: { sampling: () => ({ validFrom: day + time }) } }),
  'custody of the record': (day, time) => ({ change: { sampling: withPart('custody', { at: day + time }) } }),
  'from of the accreditation': (day) => ({ change: { laboratory: withSubject({ from: day }) } }),
  'to of the accreditation': (day) => ({ change: { laboratory: withSubject({ to: day }) } }),
  'from of the line': (day) => ({ change: { laboratory: withPart('scope', { from: day }) } }),
  'calibratedOn of the balance': (day) => ({ change: { calibration: withSubject({ calibratedOn: day }) } }),
  'dueOn of the balance': (day) => ({ change: { calibration: withSubject({ dueOn: day }) } }),
  'from of the key': (day, time) => ({ change: { 'key of laboratory': withSubject({ from: day + time }) } }),
  'theft of the key': (day, time) => ({
    change: { 'key of laboratory': withSubject({ compromisedSince: day + time }) },
  }),
  'a revocation of the report': (day, time) => ({
    more: ({ report }) => [revocation(report.reference, day + time)],
  }),
  'from of the policy': (day) => ({ change: { policy: withSubject({ from: day }) } }),
  'production of the lot': (day) => ({ claim: { lot: { lotNumber: 'L-1', producedOn: day } } }),
  'the route': (day) => ({
    claim: { route: [{ place: 'MO', importedOn: day, firstSuppliedOn: day, soldOn: day }] },
  }),
  'the question': (day) => ({ question: { on: parseCalendarDay(day) } }),
  'what is known': (day, time) => ({ question: { knownAt: parseInstant(day + time) } }),
};

function revocation(changes: unknown, from: string): Draft {
  const subject = { id: 'urn:x', changes, status: 'revoked', from, reason: 'x' };
  return { ...draftBy('laboratory', 'StatusChange', 'far revocation', subject), validFrom: '2026-11-14T00:00:00Z' };
}

describe('judge() of far days', () => {
  it('never throws for any day of the calendar in any date field', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...Object.keys(FIELDS)), anyDay, anyTime, async (field, day, time) => {
        const change = FIELDS[field] as Change;
        expect(['proved', 'refuted', 'unknown']).toContain(cellOf(await verdictOn(change(day, time))).verdict);
      }),
      { numRuns: 60 },
    );
  });

  it.each(Object.keys(FIELDS).flatMap((field) => ENDS.map((day) => [field, day])))(
    'gives an answer for %s on %s',
    async (field, day) => {
      for (const time of ['T00:00:00Z', 'T23:59:59.999Z'])
        expect(cellOf(await verdictOn((FIELDS[field as string] as Change)(day as string, time))).verdict).toBeDefined();
    },
  );

  it('takes away the paper of the far day, and nothing else', async () => {
    const far = { report: () => ({ validFrom: '9999-12-31T20:00:00Z' }) };
    expect(await found('document', { change: far })).toBe(
      'unknown; failed: SIGNED_IN_FUTURE NOT_YET_VALID LOG_NOT_EVALUATED',
    );
  });
});
