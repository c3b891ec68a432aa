// SPDX-License-Identifier: Apache-2.0
import { parseCalendarDay, parsePlace, rational } from '@touchstone/identifiers';
import { describe, expect, it } from 'vitest';
import { loadRequirementSet } from './load.ts';
import { compareOwnStandard, faultsOfOwnStandard, type OwnLimit, type OwnStandard } from './own-standard.ts';
import { type SmallRows, smallFiles } from './small-set.fixture.ts';

const setOf = (rows: SmallRows = {}) => loadRequirementSet(smallFiles(rows));
const SMALL = setOf();
const on = parseCalendarDay('2026-11-22');
const query = { place: parsePlace('CN'), on, keyDates: { production: on, sale: on } };
const lead = (value: string, more: Partial<OwnLimit> = {}): OwnLimit => ({
  ...{ substance: 'pb', limit: { kind: 'maximum', value: value as never, unit: 'mg/kg' }, basis: 'edible part' },
  ...more,
});
const own = (limits: readonly OwnLimit[], more: Partial<OwnStandard> = {}): OwnStandard => ({
  ...{ standard: 'Q/DEMO 0001S-2026', food: 'cress', limits },
  ...more,
});
const codes = (standard: OwnStandard) => faultsOfOwnStandard(SMALL, standard).map(({ code, at }) => [code, at]);
const compared = (limits: readonly OwnLimit[], rows?: SmallRows) =>
  compareOwnStandard(rows === undefined ? SMALL : setOf(rows), own(limits), query);
const A = { id: 'A-pb-greens' };
const whole = {
  'requirements/coverage.csv': [
    {
      ...{ manifest_id: 'cress-CN', item: 'lead', kind: 'limit', substance_id: 'pb', status: 'loaded' },
      ...{ requirement_ids: 'A-pb-greens', reason: 'loaded' },
    },
  ],
};

describe('faultsOfOwnStandard()', () => {
  it('finds nothing in a sound one', () => {
    const ban = lead('0', { substance: 'hg', limit: { kind: 'not-permitted' } });
    expect(codes(own([lead('0.2'), ban]))).toEqual([]);
  });

  it.each<[string, OwnStandard, string, string]>([
    ['no number', own([], { standard: 'our own' }), 'BAD_STANDARD_NUMBER', 'standard'],
    ['another spelling', own([], { standard: 'Q/DEMO  0001S-2026' }), 'BAD_STANDARD_NUMBER', 'standard'],
    ['a national standard', own([], { standard: 'GB 2762-2025' }), 'NO_ENTERPRISE_STANDARD', 'standard'],
    ['no year', own([], { standard: 'Q/DEMO 0001S' }), 'NO_ENTERPRISE_STANDARD', 'standard'],
    ['an unknown food', own([], { food: 'dragon' }), 'UNKNOWN_FOOD', 'food'],
    ['an unknown substance', own([lead('1', { substance: 'gold' })]), 'UNKNOWN_SUBSTANCE', 'limits.0.substance'],
    ['one limit twice', own([lead('1'), lead('2')]), 'LIMIT_TWICE', 'limits.1'],
    ['an unknown basis', own([lead('1', { basis: 'somehow' })]), 'UNKNOWN_BASIS', 'limits.0.basis'],
    [
      'an unknown unit',
      own([lead('1', { limit: { kind: 'maximum', value: '1' as never, unit: 'furlong' } })]),
      'BAD_QUANTITY',
      'limits.0.limit',
    ],
    ['a limit below zero', own([lead('-1')]), 'BAD_QUANTITY', 'limits.0.limit'],
  ])('says where there is %s', (_, standard, code, at) => {
    expect(codes(standard)).toEqual([[code, at]]);
  });
});

describe('compareOwnStandard()', () => {
  it.each<[string, string, object]>([
    ['0.30', 'equal', { relation: 'equal' }],
    ['0.10', 'stricter', { relation: 'stricter', factor: rational(3n) }],
    ['0.60', 'weaker', { relation: 'laxer', factor: rational(2n) }],
  ])('takes %s mg/kg as %s against 0.30', (value, outcome, comparison) => {
    const [row] = compared([lead(value)]).rows;
    expect(row).toMatchObject({ substance: 'pb', outcome, decides: true, comparison });
    expect(row?.mandatory?.id).toBe('A-pb-greens');
  });

  it('is weaker as a whole for one weaker limit, whatever else is unknown', () => {
    const { outcome } = compared([lead('0.60'), lead('1', { substance: 'hg' })]);
    expect(outcome).toBe('weaker');
  });

  it('is not weaker only where the coverage of the food is complete', () => {
    expect(compared([lead('0.10')])).toMatchObject({ outcome: 'unknown', coverageComplete: false });
    expect(compared([lead('0.10')], whole)).toMatchObject({ outcome: 'not-weaker', coverageComplete: true });
  });

  it('keeps what the standard leaves out: it is demanded all the same', () => {
    expect(compared([], whole)).toMatchObject({ outcome: 'not-weaker', rows: [{ outcome: 'not-in-standard' }] });
  });

  it('never takes a missing row as no limit', () => {
    const { outcome, rows } = compared([lead('0.10'), lead('1', { substance: 'hg' })], whole);
    expect(rows.map((row) => [row.substance, row.outcome, row.decides])).toEqual([
      ['pb', 'stricter', true],
      ['hg', 'no-row', false],
    ]);
    expect(outcome).toBe('unknown');
  });

  it('compares no number on another basis, and says so', () => {
    const { outcome, rows } = compared([lead('0.60', { basis: 'dry weight' })], whole);
    expect(rows).toMatchObject([{ outcome: 'incomparable', comparison: { because: 'basis' } }]);
    expect(outcome).toBe('unknown');
  });

  it('lets nothing decide that is only recalled', () => {
    const rows = { ...whole, 'limits/limits.csv': [{ ...A, certainty: 'recalled', read_on: '', source_url: '' }] };
    expect(compared([lead('0.60')], rows)).toMatchObject({ outcome: 'unknown', rows: [{ decides: false }] });
    expect(compared([lead('0.10')], rows).outcome).toBe('unknown');
  });

  it('lets a guideline neither decide nor stand in the way', () => {
    const guide = { ...A, instrument: 'Guide G', id: 'G-pb' };
    const base = smallFiles()['requirements/instruments.csv'];
    expect(base).toContain('Guide G');
    const { rows } = compareOwnStandard(
      loadRequirementSet({
        ...smallFiles({ ...whole, 'limits/limits.csv': [A, guide] }),
        'requirements/instruments.csv': base.replace(/^Guide G.*$/m, (line) => line.replace(/binding/, 'guideline')),
      }),
      own([lead('0.10')]),
      query,
    );
    expect(rows.map(({ outcome, decides }) => [outcome, decides])).toEqual([
      ['stricter', true],
      ['incomparable', false],
    ]);
  });

  it('says what would settle what may apply', () => {
    const open = { place: query.place, on };
    const rows = {
      'limits/limits.csv': [
        { ...A, valid_to: '2026-01-31' },
        { ...A, id: 'A25-pb-greens', instrument: 'Standard A, 2025', valid_from: '2026-02-01', value: '0.20' },
      ],
    };
    const found = compareOwnStandard(setOf(rows), own([lead('0.10')]), open).rows;
    expect(found.every(({ outcome, own: mine }) => outcome === 'undetermined' && mine !== undefined)).toBe(true);
    expect(found[0]?.because?.length).toBeGreaterThan(0);
    const without = compareOwnStandard(setOf(rows), own([]), open).rows;
    expect(without.some((row) => row.outcome === 'undetermined' && !('own' in row))).toBe(true);
  });

  it('takes any edition that may be met, and is not settled where another is not loaded', () => {
    const either = {
      'requirements/transitions.csv': [
        {
          ...{ id: 'T', kind: 'either-version', earlier: 'A-2020', later: 'A-2025', from: '2025-01-01' },
          ...{ until: '2026-12-31', wholly: 'true', certainty: 'secondary', note: 'n', read_on: '2026-11-22' },
          source_url: 'https://example.org/t',
        },
      ],
    };
    const later = { ...A, id: 'new', instrument: 'Standard A, 2025', valid_from: '2025-01-01', value: '0.50' };
    const both = { ...either, 'limits/limits.csv': [A, later] };
    expect(compared([lead('0.40')], both).rows).toMatchObject([{ outcome: 'stricter', decides: true }]);
    expect(compared([lead('0.40')], either).rows).toMatchObject([{ outcome: 'undetermined' }]);
  });
});
