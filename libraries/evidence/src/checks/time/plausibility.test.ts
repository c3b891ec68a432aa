// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { found, type WorldChanges, withPart } from '../../testing/world.ts';

const record = (part: Record<string, unknown>): WorldChanges => ({ change: { sampling: withPart('custody', part) } });
const report = (part: Record<string, unknown>): WorldChanges => ({ change: { report: withPart('sample', part) } });

describe('checkPlausibility()', () => {
  it.each<[string, WorldChanges]>([
    ['SAMPLE_NOT_TAKEN', report({ sample: 'S-9' })],
    ['SEAL_CHANGED', report({ seal: 'seal-2' })],
    ['SEAL_OPENED', record({ sealIntact: false })],
    ['CUSTODY_TIMES', record({ at: '2026-11-09T01:00:00Z' })],
    ['CUSTODY_TIMES', record({ at: '2026-11-09T08:00:01Z' })],
  ])('shows %s as an indicator of a report that was signed elsewhere', async (code, changes) => {
    expect(await found('plausibility', changes)).toContain(`failed: ${code}`);
  });

  it.each<[string, WorldChanges]>([
    ['no record is named', report({ samplingRecord: undefined })],
    ['the record is not at hand', { change: { sampling: 'without' } }],
  ])('says nothing about hands where %s', async (_, changes) => {
    expect(await found('plausibility', changes)).not.toMatch(/SEAL|CUSTODY|SAMPLE/);
  });
});
