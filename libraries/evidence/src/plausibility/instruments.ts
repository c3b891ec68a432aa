// SPDX-License-Identifier: Apache-2.0
import { stretchOn } from '@touchstone/metrology/instrument';
import { isAboutScope, makingMark } from './making-marks.ts';
import { type Mark, mark } from './marks.ts';
import type { ExaminedReport, Surroundings } from './report.ts';

/** Each instrument at hand and within its window on the test day. ISO/IEC 17025:2017, 6.4.4 and 6.4.9 (recalled). */
export function instrumentMarks(report: ExaminedReport, around: Surroundings): readonly Mark[] {
  const made = (around.making ?? []).filter((reason) => !isAboutScope(reason)).map(makingMark);
  return [...keptMarks(report, around), ...made];
}

function keptMarks({ results }: ExaminedReport, { instruments: kept }: Surroundings): readonly Mark[] {
  if (kept === undefined) return [];
  return results.flatMap(({ result, instruments = [], testedOn: on }) => {
    if (instruments.length === 0) return [mark('INSTRUMENT_NOT_NAMED', { result })];
    return instruments.flatMap(({ instrument }) => {
      const state = stretchOn(kept.get(instrument) ?? [], on)?.state;
      const values = { result, instrument, on };
      if (state === undefined) return [mark('INSTRUMENT_NOT_KEPT', values)];
      if (state === 'away') return [mark('INSTRUMENT_AWAY', values)];
      return state === 'in-use' ? [] : [mark('INSTRUMENT_OUT_OF_WINDOW', { ...values, state })];
    });
  });
}
