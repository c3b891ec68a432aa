// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { coverageOf } from './coverage.ts';
import { loadRequirementSet } from './load.ts';
import type { RulePlace } from './requirement.ts';
import { RequirementError } from './requirement-error.ts';
import { type SmallRows, smallFiles } from './small-set.fixture.ts';

const CN = 'CN' as RulePlace;
const GUANGDONG = 'CN-GD' as RulePlace;
const setWith = (rows: SmallRows = {}) => loadRequirementSet(smallFiles(rows));
const manifest = (id: string, place: string) => ({
  ...{ id, place, product: 'cress', reviewed_by: 'demonstration reviewer', reviewed_on: '2026-11-22', source: 's' },
});

describe('coverageOf()', () => {
  test('counts what is loaded and what is not', () => {
    const coverage = coverageOf(setWith(), CN, 'cress');
    expect(coverage).toMatchObject({
      reviewed: true,
      counts: { loaded: 1, partial: 0, missing: 1, notApplicable: 0 },
      notLoaded: 1,
      complete: false,
    });
    expect(coverage.reviewed && coverage.items).toHaveLength(2);
  });

  test('is complete only when nothing is partial or missing, and something was looked at', () => {
    const item = { manifest_id: 'm', item: 'i', kind: 'limit', reason: 'r' };
    const loaded = { ...item, status: 'loaded', requirement_ids: 'A-pb-greens' };
    const completeWith = (items: readonly object[]) =>
      coverageOf(
        setWith({
          'requirements/manifests.csv': [manifest('m', 'CN')],
          'requirements/coverage.csv': items as readonly Record<string, string>[],
        }),
        CN,
        'cress',
      ).complete;
    expect(completeWith([loaded, { ...item, status: 'not-applicable' }])).toBe(true);
    expect(completeWith([loaded, { ...item, status: 'partial', requirement_ids: 'A-pb-greens' }])).toBe(false);
    expect(completeWith([loaded, { ...item, status: 'missing' }])).toBe(false);
    expect(completeWith([])).toBe(false);
  });

  test('prefers the manifest of the place to that of its country', () => {
    const both = setWith({
      'requirements/manifests.csv': [manifest('country', 'CN'), manifest('province', 'CN-GD')],
      'requirements/coverage.csv': [],
    });
    expect(coverageOf(both, GUANGDONG, 'cress')).toMatchObject({ manifest: { id: 'province' } });
    expect(coverageOf(both, CN, 'cress')).toMatchObject({ manifest: { id: 'country' } });
    expect(coverageOf(setWith(), GUANGDONG, 'cress')).toMatchObject({ manifest: { id: 'cress-CN' } });
  });

  test('takes no manifest of a wider group or of another place', () => {
    expect(coverageOf(setWith(), CN, 'greens')).toEqual({ reviewed: false, complete: false });
    expect(coverageOf(setWith(), 'HK' as RulePlace, 'cress')).toEqual({ reviewed: false, complete: false });
  });

  test('refuses a food that is not known', () => {
    expect(() => coverageOf(setWith(), CN, 'cheese')).toThrow(RequirementError);
  });
});
