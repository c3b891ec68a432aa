// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { accreditation, leadResult, WHO } from '../testing/drafts.ts';
import type { Draft } from '../testing/parties.ts';
import { found, type WorldChanges, withSubject } from '../testing/world.ts';

const LINE = {
  activity: 'calibration',
  line: 'C1',
  object: { description: 'balances' },
  property: { quantity: 'mass' },
  method: { standard: 'TEST-CAL 1-2026' },
  range: { from: { value: '1', unit: 'g' }, to: { value: '200', unit: 'g' } },
  smallestExpandedUncertainty: { value: '0.0001', unit: 'g' },
  from: '2025-01-01',
};
const certificate = (change: (draft: Draft) => Partial<Draft>): WorldChanges => ({ change: { calibration: change } });
const line = (more: Record<string, unknown>): WorldChanges => ({
  change: { calibrator: () => accreditation('calibrator', { ...LINE, ...more }) },
});
const instruments = (...list: Record<string, unknown>[]): WorldChanges['change'] => ({
  report: withSubject({ results: [leadResult({ instruments: list })] }),
});
const shownOnly = { policy: withSubject({ traceability: 'shown' }) };

describe('checkMeasurement()', () => {
  it.each<[string, WorldChanges]>([
    ['failed: OTHER_INSTRUMENT', certificate(withSubject({ instrument: 'balance B2' }))],
    ['failed: CALIBRATION_NOT_IN_DATE', certificate(withSubject({ dueOn: '2026-11-10' }))],
    ['failed: CALIBRATION_NOT_IN_DATE', certificate(withSubject({ calibratedOn: '2026-11-12' }))],
    ['failed: CALIBRATION_NOT_IN_DATE', certificate(withSubject({ calibratedOn: '2026-11-12', dueOn: undefined }))],
    ['failed: SUPPORT_UNSOUND', certificate(() => ({ validFrom: '2026-11-12T00:00:00Z' }))],
    ['failed: CALIBRATOR_IS_NOT_ISSUER', certificate(() => ({ issuer: WHO.stranger }))],
    ['failed: SCOPE_LINE_NOT_IN_FORCE', line({ to: '2026-05-31' })],
    ['failed: SCOPE_LINE_SUSPENDED', line({ suspended: [{ from: '2026-06-01' }] })],
    ['failed: METHOD_OUTSIDE_SCOPE', line({ method: { standard: 'TEST-CAL 2-2026' } })],
    ['failed: QUANTITY_OUTSIDE_SCOPE', line({ property: { quantity: 'length' } })],
    [
      'failed: OUTSIDE_CALIBRATION_RANGE',
      line({ range: { from: { value: '101', unit: 'g' }, to: { value: '200', unit: 'g' } } }),
    ],
    [
      'failed: OUTSIDE_CALIBRATION_RANGE',
      line({ range: { from: { value: '1', unit: 'g' }, to: { value: '99', unit: 'g' } } }),
    ],
    ['failed: UNCERTAINTY_BELOW_CMC', line({ smallestExpandedUncertainty: { value: '0.0003', unit: 'g' } })],
    ['failed: CMC_NOT_COMPARABLE', line({ smallestExpandedUncertainty: { value: '0.0001', unit: 'mol' } })],
    [
      'failed: CALIBRATION_DIFFERS',
      {
        change: {
          report: (draft) =>
            withSubject({
              results: [leadResult({ instruments: [{ instrument: 'balance B1', calibration: samplingOf(draft) }] })],
            })(draft),
        },
      },
    ],
    [
      'undetermined: CALIBRATION_NOT_AT_HAND TRACEABILITY_UNDISCLOSED',
      { change: { calibration: 'without', ...shownOnly } },
    ],
    ['undetermined: CALIBRATOR_UNKNOWN TRACEABILITY_UNDISCLOSED', { change: { calibrator: 'without', ...shownOnly } }],
    ['undetermined: TRACEABILITY_UNDISCLOSED', { change: { ...instruments(), ...shownOnly } }],
    [
      'undetermined: TRACEABILITY_UNDISCLOSED',
      { change: { ...instruments({ instrument: 'balance B1' }), ...shownOnly } },
    ],
    ['undetermined: TRACEABILITY_UNDISCLOSED', { change: { ...instruments(), laboratory: 'without' } }],
  ])('%s', async (expected, changes) => {
    expect(await found('measurement', changes)).toBe(`unknown; ${expected}`);
  });

  it.each<[string, string, WorldChanges]>([
    ['every link shown', 'TRACEABILITY_SHOWN', { change: shownOnly }],
    ['a certificate without a due day', 'TRACEABILITY_SHOWN', certificate(withSubject({ dueOn: undefined }))],
    [
      'an uncertainty as small as the CMC',
      'TRACEABILITY_SHOWN',
      line({ smallestExpandedUncertainty: { value: '0.2', unit: 'mg' } }),
    ],
    ['links that are not disclosed', 'TRACEABILITY_ASSURED', { change: instruments() }],
    [
      'a link that is not at hand',
      'CALIBRATION_NOT_AT_HAND TRACEABILITY_ASSURED',
      { change: { calibration: 'without' } },
    ],
    ['one link shown and one not', 'TRACEABILITY_ASSURED', { change: { report: second() } }],
    [
      'the better of two accreditations',
      'TRACEABILITY_SHOWN',
      { more: () => [{ ...accreditation('calibrator', { ...LINE, to: '2026-01-01' }), label: 'second' }] },
    ],
  ])('passes %s', async (_, expected, changes) => {
    expect(await found('measurement', changes)).toBe(`proved; passed: ${expected}`);
  });
});

function samplingOf({ subject }: Draft): unknown {
  return (subject.sample as { samplingRecord: unknown }).samplingRecord;
}

function second(): (draft: Draft) => Partial<Draft> {
  return (draft) => {
    const [result] = draft.subject.results as { instruments: object[] }[];
    const more = [...(result?.instruments ?? []), { instrument: 'oven' }];
    return { subject: { ...draft.subject, results: [{ ...result, instruments: more }] } };
  };
}
