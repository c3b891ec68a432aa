// SPDX-License-Identifier: Apache-2.0
import { CHECK_GROUPS, type CheckGroup } from '@touchstone/contract/check-groups';
import { describe, expect, it } from 'vitest';
import type { Check, Reason, Trial } from '../../api/verdict.ts';
import { chainOf, firstBroken, rankTrials, reasonBehind, resultOf } from './chain.ts';

const reason = (code: string, values: Reason['values'] = {}): Reason => ({
  code,
  detail: `${code} in words`,
  values,
  article: undefined,
});
const check = (group: CheckGroup, outcome: Check['outcome'] = 'passed', more: Partial<Check> = {}): Check => ({
  ...{ group, outcome, force: 'required', reasons: [], rests: [], because: undefined },
  ...more,
});
const trial = (more: Partial<Trial> = {}): Trial => ({
  document: { issuer: 'i', id: 'd', kind: 'TestReport', title: 't' },
  ...{ result: 'r', outcome: 'meets', standing: 'accepted', checks: [] },
  ...more,
});

describe('chainOf()', () => {
  it('gives the fourteen groups in order, also those without a check', () => {
    const chain = chainOf(
      { checks: [check('restrictions'), check('claim')] },
      trial({ checks: [check('restrictions')] }),
    );
    expect(chain.map(({ group }) => group)).toEqual(CHECK_GROUPS);
    expect(chain.map(({ checks }) => checks.length).filter((count) => count > 0)).toEqual([1, 2]);
    expect(chainOf({ checks: [] }, undefined)).toHaveLength(14);
  });
});

describe('firstBroken()', () => {
  const broken = (...checks: readonly Check[]) => firstBroken(chainOf({ checks }, undefined))?.group;

  it('is the first required link in the order of the groups', () => {
    expect(broken(check('competence', 'failed'), check('object-link', 'undetermined'))).toBe('object-link');
  });

  it('is none that is informative, or that rests on another', () => {
    expect(broken(check('plausibility', 'failed', { force: 'informative' }))).toBeUndefined();
    expect(broken(check('acceptance', 'not-evaluated', { because: 'competence' }))).toBeUndefined();
  });

  it('is not a limit that is not met: that chain holds and says no', () => {
    expect(broken(check('decision', 'failed'))).toBeUndefined();
    expect(broken(check('decision', 'undetermined'))).toBe('decision');
  });
});

describe('rankTrials()', () => {
  it('puts first what decided, then what is contradicted, then what came furthest', () => {
    const open = trial({ standing: 'not-accepted', checks: [check('method', 'failed'), check('document', 'failed')] });
    const near = trial({ standing: 'not-accepted', checks: [check('method', 'failed')] });
    const silent = trial({ outcome: 'inconclusive', checks: [] });
    const tampered = trial({ standing: 'contradicted' });
    const decided = trial({ outcome: 'does-not-meet' });
    expect(rankTrials([open, near, silent, tampered, decided])).toEqual([decided, tampered, silent, near, open]);
  });
});

describe('reasonBehind()', () => {
  it('finds the check’s own reason, with its values', () => {
    const own = reason('GRANT_NOT_IN_FORCE', { from: '2025' });
    const remedy = reason('SETTLE_COMPETENCE', { because: own.detail, code: own.code });
    const tried = trial({ checks: [check('competence', 'failed', { reasons: [own] })] });
    expect(reasonBehind(remedy, { checks: [], trials: [tried] })).toBe(own);
    expect(reasonBehind(reason('EVIDENCE_NEEDED'), { checks: [], trials: [tried] })).toBeUndefined();
  });
});

describe('resultOf()', () => {
  it('is the value that was compared, where one was', () => {
    const compared = reason('COMPARED', { result: '0.1 mg/kg' });
    expect(resultOf({ trials: [trial({ checks: [check('decision', 'passed', { reasons: [compared] })] })] })).toBe(
      '0.1 mg/kg',
    );
    expect(resultOf({ trials: [] })).toBeUndefined();
  });
});
