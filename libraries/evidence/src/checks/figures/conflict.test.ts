// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { leadResult, reportDraft, WHO } from '../../testing/drafts.ts';
import type { Draft } from '../../testing/parties.ts';
import { LEAD_LIMIT, rules } from '../../testing/rules.ts';
import { cellOf, found, type SoundStatements, verdictOn, type WorldChanges, withSubject } from '../../testing/world.ts';

/** A second report, by the second laboratory, on the counter sample. */
function secondReport(sound: SoundStatements, value: string, more: Record<string, unknown> = {}): Draft {
  const first = reportDraft(sound.sampling, sound.calibration);
  const sample = first.subject.sample as Record<string, unknown>;
  return {
    ...first,
    issuer: WHO.second,
    label: `second ${value}`,
    subject: {
      ...first.subject,
      reportNumber: 'R-2',
      laboratory: { id: WHO.second.did, name: WHO.second.name, place: 'MO' },
      sample: { ...sample, sample: 'S-2', seal: 'seal-2' },
      results: [leadResult({ result: 'r-2', quantity: { value, unit: 'mg/kg' } })],
      ...more,
    },
  };
}

describe('checkConflict()', () => {
  const high = '0.4';
  it.each<[string, string, WorldChanges]>([
    [
      'a second accepted result above the limit',
      'unknown; failed: CONTRADICTING_RESULTS',
      { papers: (sound) => [secondReport(sound, high)] },
    ],
    [
      'one that only the register holds',
      'unknown; failed: CONTRADICTING_RESULTS',
      { more: (sound) => [secondReport(sound, high)] },
    ],
    [
      'one that the register holds under another sample of the lot, and that does not name the lot',
      'unknown; failed: CONTRADICTING_RESULTS',
      { more: (sound) => [withoutLot(secondReport(sound, high))] },
    ],
    [
      'one where the place states no procedure',
      'unknown; failed: CONTRADICTING_RESULTS',
      { papers: (sound) => [secondReport(sound, high)], change: { policy: withSubject({ retest: undefined }) } },
    ],
    [
      'two results of one report',
      'unknown; failed: CONTRADICTING_RESULTS',
      {
        change: {
          report: withSubject({
            results: [leadResult(), leadResult({ result: 'r-2', quantity: { value: high, unit: 'mg/kg' } })],
          }),
        },
      },
    ],
    ['a second result that agrees', 'proved; passed:', { papers: (sound) => [secondReport(sound, '0.12')] }],
    [
      'a failing result that is too old',
      'unknown; undetermined: FAILING_RESULT_UNRESOLVED',
      { papers: (sound) => [secondReport(sound, high, { issuedOn: '2020-01-01' })] },
    ],
    [
      'a failing result on another basis',
      'unknown; undetermined: FAILING_RESULT_UNRESOLVED',
      {
        papers: (sound) => [
          secondReport(sound, high, {
            results: [leadResult({ basis: 'as sold', quantity: { value: high, unit: 'mg/kg' } })],
          }),
        ],
      },
    ],
    [
      'a failing result of a laboratory outside its scope',
      'unknown; undetermined: FAILING_RESULT_UNRESOLVED',
      { papers: (sound) => [secondReport(sound, high)], change: { second: 'without' } },
    ],
  ])('judges %s', async (_, expected, changes) => {
    expect(await found('conflict', changes)).toBe(expected);
  });

  it('shows a failing result that does not count beside the verdict', async () => {
    const old = { papers: (sound: SoundStatements) => [secondReport(sound, high, { issuedOn: '2020-01-01' })] };
    expect(cellOf(await verdictOn(old)).caveats.map(({ code }) => code)).toEqual(['FAILING_RESULT_NOT_ACCEPTED']);
  });

  it('cannot be dodged by claiming a wider food', async () => {
    const verdict = await verdictOn({
      more: (sound) => [secondReport(sound, high)],
      claim: { product: { name: 'food', food: 'food' } },
      requirements: rules([{ ...LEAD_LIMIT, applicability: { includes: ['food'], excludes: [], inherits: true } }]),
    });
    expect(cellOf(verdict).trials.map(({ document }) => document.title)).toEqual(['TestReport R-1', 'TestReport R-2']);
    expect(cellOf(verdict).verdict).toBe('unknown');
  });

  it('refutes by an honest failing result alone, and not by one that is inadmissible', async () => {
    const fails = (more: Record<string, unknown> = {}): WorldChanges => ({
      change: { report: withSubject({ results: [leadResult({ quantity: { value: high, unit: 'mg/kg' } })], ...more }) },
    });
    expect(cellOf(await verdictOn(fails())).verdict).toBe('refuted');
    expect(cellOf(await verdictOn(fails({ issuedOn: '2020-01-01' }))).verdict).toBe('unknown');
    expect(cellOf(await verdictOn(fails({ language: 'pt' }))).verdict).toBe('unknown');
  });
});

function withoutLot(report: Draft): Draft {
  const { statedLot: _, ...sample } = report.subject.sample as Record<string, unknown>;
  return { ...report, subject: { ...report.subject, sample } };
}
