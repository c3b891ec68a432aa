// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { UNTP_BODIES } from '../testing/untp-bodies.ts';
import { asTestResult } from './as-test-result.ts';
import { ASSESSMENT, MEASURE, CONFORMITY, changed, firstResult } from '../testing/untp-changed.ts';

describe('asTestResult()', () => {
  it('is one of our results when everything that ours must say was said', () => {
    expect(asTestResult(firstResult(UNTP_BODIES[CONFORMITY]), 'pb')).toEqual({
      outcome: 'quantified',
      result: '/credentialSubject/conformityAssessment/0/assessedPerformance/0',
      substance: 'pb',
      quantity: { value: '0.1432', unit: 'mg/kg' },
      expandedUncertainty: { value: '0.023', unit: 'mg/kg', coverageFactor: '2' },
      method: { standard: 'GB 5009.12-2023' },
      basis: 'edible part',
      testedOn: '2026-11-11',
    });
    const without = firstResult(changed(CONFORMITY, MEASURE, { value: 1, unit: 'NA' }));
    expect(asTestResult(without, 'pb')).not.toHaveProperty('expandedUncertainty');
  });

  it.each([
    ['the unit', `${MEASURE}.unit`, '59'],
    ['the method', `${ASSESSMENT}.specifiedCondition`, ['basis: as sold']],
    ['the basis', `${ASSESSMENT}.specifiedCondition`, ['test method: GB 5009.12-2023']],
    ['the day', `${ASSESSMENT}.assessmentDate`, undefined],
  ])('is none when %s is not known', (_, path, value) => {
    expect(asTestResult(firstResult(changed(CONFORMITY, path, value)), 'pb')).toBeUndefined();
  });
});
