// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { leadResult, METHOD } from '../../testing/drafts.ts';
import { found, withPart, withSubject } from '../../testing/world.ts';

const mg = (value: string) => ({ value, unit: 'mg/kg' });
const FREE = { limitOfQuantification: undefined, range: undefined };
const GRANTED = { limitOfQuantification: mg('0.02') };
const SAME = { substance: 'pb', method: { standard: METHOD }, basis: 'edible part', testedOn: '2026-11-11' };
const notDetected = (lod: string) => ({ outcome: 'not-detected', result: 'r-1', ...SAME, limitOfDetection: mg(lod) });
const belowLoq = (loq: string) => ({ outcome: 'below-loq', result: 'r-1', ...SAME, limitOfQuantification: mg(loq) });
const noLoq = leadResult({ limitOfQuantification: undefined });

/** Competence by a line with these limits, for one result. */
const competence = (line: Record<string, unknown>, result: Record<string, unknown>) =>
  found('competence', {
    change: {
      laboratory: withPart('scope', { ...FREE, ...line }),
      report: withSubject({ results: [result] }),
    },
  });

describe('limitFaults()', () => {
  it.each([
    ['failed: VALUE_BELOW_SCOPE', { limitOfQuantification: mg('0.5') }, noLoq],
    ['passed:', { limitOfQuantification: mg('0.1') }, noLoq],
    ['failed: LOD_BELOW_SCOPE', GRANTED, notDetected('0.0059')],
    ['passed:', GRANTED, notDetected('0.006')],
    ['failed: LOD_BELOW_SCOPE', GRANTED, leadResult({ limitOfDetection: mg('0.001') })],
    ['failed: LOQ_BELOW_SCOPE', GRANTED, belowLoq('0.01')],
    ['passed:', {}, notDetected('0.000001')],
  ])('%s', async (expected, line, result) => {
    expect(await competence(line, result)).toContain(`; ${expected}`);
  });
});

describe('rangeFaults()', () => {
  it.each([
    ['failed: OUTSIDE_WORKING_RANGE', { from: mg('0.5'), to: mg('10') }, notDetected('0.0001')],
    ['passed:', { from: mg('0.02') }, notDetected('0.006')],
    ['passed:', { to: mg('10') }, notDetected('0.006')],
    ['failed: OUTSIDE_WORKING_RANGE', { from: mg('0.05') }, belowLoq('0.02')],
    ['passed:', { from: mg('0.02') }, belowLoq('0.02')],
  ])('%s', async (expected, range, result) => {
    expect(await competence({ range }, result)).toContain(`; ${expected}`);
  });
});
