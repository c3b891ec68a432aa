// SPDX-License-Identifier: Apache-2.0
import { addDays, parseCalendarDay } from '@touchstone/identifiers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accreditationPeriods, type Edition, linePeriods, type RecordedChange } from './periods.ts';
import { attestation } from './record.ts';

const FIRST = 'urn:uuid:1';
const SECOND = 'urn:uuid:2';
const LINE = {
  activity: 'testing',
  line: 'T1',
  object: { description: 'vegetables' },
  property: { substance: 'pb' },
  method: { standard: 'GB 5009.12-2023' },
  from: '2026-01-01',
  to: '2026-12-31',
};

function edition(statementId = FIRST, more: object = {}): Edition {
  const subject = {
    ...{ id: 'did:web:l.example', name: 'L', certificateNumber: 'L-1', standard: 'ISO/IEC 17025:2017' },
    ...{ from: '2026-01-01', to: '2026-12-31', scope: [LINE], ...more },
  };
  return {
    issuer: 'did:web:b.example',
    statementId,
    digest: 'u',
    attestation: attestation.parse({ kind: 'Accreditation', subject }),
  };
}

const NOT_VOID = { voidedById: null, voidedAt: null, voidReason: null };

function change(status: string, fromDay: string, more: Partial<RecordedChange> = {}): RecordedChange {
  const named = { statementId: FIRST, changeId: null, replacedById: null, ...NOT_VOID };
  return {
    ...named,
    status,
    fromDay,
    from: `${fromDay}T00:00:00Z`,
    reason: status,
    recordedAt: `${fromDay}T00:00:00Z`,
    ...more,
  };
}

const shown = (rows: readonly { status: string; from: string; until: string | null }[]) =>
  rows.map(({ status, from, until }) => `${status} ${from}..${until ?? ''}`);

describe('accreditationPeriods()', () => {
  it('is in force within its period and expired after it', () => {
    expect(shown(accreditationPeriods(edition(), []))).toEqual([
      'in-force 2026-01-01..2026-12-31',
      'expired 2027-01-01..',
    ]);
  });

  it('does not end where its period ends on the last day of the calendar, nor does a line or its suspension', () => {
    const to = '9999-12-31';
    const scope = [{ ...LINE, to, suspended: [{ from: '2026-03-01', to }] }];
    expect(shown(accreditationPeriods(edition(FIRST, { to }), []))).toEqual(['in-force 2026-01-01..']);
    expect(shown(linePeriods(edition(FIRST, { to, scope }), []))).toEqual([
      'in-force 2026-01-01..2026-02-28',
      'suspended 2026-03-01..9999-12-31',
    ]);
  });

  it('is suspended from one day and in force again from another', () => {
    const changes = [change('suspended', '2026-03-01'), change('active', '2026-04-01')];
    expect(shown(accreditationPeriods(edition(), changes))).toEqual([
      'in-force 2026-01-01..2026-02-28',
      'suspended 2026-03-01..2026-03-31',
      'in-force 2026-04-01..2026-12-31',
      'expired 2027-01-01..',
    ]);
  });

  it('takes no change that was taken back before its day', () => {
    const taken = { voidedById: 'urn:uuid:9', voidedAt: '2026-02-01T00:00:00Z', voidReason: 'overtaken' };
    const changes = [change('suspended', '2026-03-01', taken), change('withdrawn', '2026-06-01')];
    expect(shown(accreditationPeriods(edition(), changes))).toEqual([
      'in-force 2026-01-01..2026-05-31',
      'withdrawn 2026-06-01..',
    ]);
  });

  it('stays withdrawn, and has no expiry then', () => {
    expect(shown(accreditationPeriods(edition(), [change('withdrawn', '2026-06-01')]))).toEqual([
      'in-force 2026-01-01..2026-05-31',
      'withdrawn 2026-06-01..',
    ]);
  });

  it('ends where another edition takes its place, which begins there', () => {
    const changes = [change('replaced', '2026-06-01', { replacedById: SECOND })];
    expect(shown(accreditationPeriods(edition(), changes))).toEqual(['in-force 2026-01-01..2026-05-31']);
    expect(shown(accreditationPeriods(edition(SECOND), changes))).toEqual([
      'in-force 2026-06-01..2026-12-31',
      'expired 2027-01-01..',
    ]);
  });

  it('takes a change before the first day as one from the first day on, and none after the last', () => {
    expect(shown(accreditationPeriods(edition(), [change('suspended', '2025-12-01')]))).toEqual([
      'suspended 2026-01-01..2026-12-31',
      'expired 2027-01-01..',
    ]);
    expect(accreditationPeriods(edition(), [change('suspended', '2027-02-01')])).toHaveLength(2);
  });

  it('gives every day from the first one status, whatever the changes', () => {
    const days = fc.integer({ min: -30, max: 400 }).map((n) => addDays(parseCalendarDay('2026-01-01'), n));
    const changes = fc.array(
      fc.tuple(fc.constantFrom('suspended', 'active', 'withdrawn'), days).map(([status, day]) => change(status, day)),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(changes, days, (all, day) => {
        const on = accreditationPeriods(edition(), all).filter(
          (row) => row.from <= day && (row.until === null || row.until >= day),
        );
        expect(on).toHaveLength(day < '2026-01-01' ? 0 : 1);
      }),
    );
  });
});

describe('linePeriods()', () => {
  it('cuts the days of the whole by those of the line', () => {
    const inner = { ...LINE, from: '2026-02-01', to: '2026-05-31' };
    const rows = linePeriods(edition(FIRST, { scope: [inner] }), [change('suspended', '2026-05-01')]);
    expect(shown(rows)).toEqual(['in-force 2026-02-01..2026-04-30', 'suspended 2026-05-01..2026-05-31']);
  });

  it('is suspended on the days on which the line itself was', () => {
    const suspended = [{ from: '2026-03-01', to: '2026-03-31' }, { from: '2026-12-01' }];
    expect(shown(linePeriods(edition(FIRST, { scope: [{ ...LINE, suspended }] }), []))).toEqual([
      'in-force 2026-01-01..2026-02-28',
      'suspended 2026-03-01..2026-03-31',
      'in-force 2026-04-01..2026-11-30',
      'suspended 2026-12-01..2026-12-31',
    ]);
  });

  it('names what a line is about: substance, quantity, or the activity itself', () => {
    const value = (text: string) => ({ value: text, unit: 'g' });
    const calibration = {
      ...LINE,
      activity: 'calibration',
      line: 'C1',
      property: { quantity: 'mass' },
      range: { from: value('1'), to: value('200') },
      smallestExpandedUncertainty: value('0.001'),
    };
    const { property: _, ...sampling } = { ...LINE, activity: 'sampling', line: 'S1' };
    const rows = linePeriods(edition(FIRST, { scope: [LINE, calibration, sampling] }), []);
    expect(rows.map((row) => row.property)).toEqual(['pb', 'mass', 'sampling']);
  });

  it('has no day once the whole is withdrawn', () => {
    expect(shown(linePeriods(edition(), [change('withdrawn', '2026-01-01')]))).toEqual([]);
  });
});
