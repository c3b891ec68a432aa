// SPDX-License-Identifier: Apache-2.0
import { parseCalendarDay, parsePlace } from '@touchstone/identifiers';
import type { ListedInstrument } from './instrument.ts';
import type { OfferedCapability } from './laboratories.ts';

/** For tests: rules of two places, as a file holds them. */
export const RULES_TEXT = {
  format: 'touchstone-instrument-rules/1',
  kinds: [
    kind('scale', 'mass', ['scale', '电子秤']),
    kind('balance', 'mass', ['balance', '天平']),
    kind('thermometer', 'temperature', ['thermometer', '温度计']),
    kind('water-meter', 'volume', ['water meter', '水表']),
  ],
  regimes: [
    {
      ...{ place: 'CN', title: 'the list', source: 'test', certainty: 'secondary' },
      fields: ['trade', 'medical'],
      highestStandard: { provision: 'article 9', certainty: 'read' },
      compulsory: [
        { kind: 'scale', uses: ['trade'], mode: 'periodic', months: 12, provision: 'row 1', certainty: 'recalled' },
        { kind: 'thermometer', uses: ['medical'], mode: 'periodic', months: 6, provision: 'row 2', certainty: 'read' },
        { kind: 'water-meter', uses: ['trade'], mode: 'once', provision: 'row 3', certainty: 'read' },
      ],
    },
    { place: 'HK', title: 'Cap. 68', source: 'test', certainty: 'read', fields: ['trade'], compulsory: [] },
  ],
};

function kind(id: string, quantity: string, [en, zh]: readonly [string, string]) {
  return { id, quantity, firstIntervalMonths: 18, names: { en: [en], 'zh-Hans': [zh], 'zh-Hant': [zh], pt: [en] } };
}

/** For tests: a scale that weighs what is inspected, with whatever is to be different. */
export function listed(different: Partial<ListedInstrument> = {}): ListedInstrument {
  return {
    ...{ name: 'W-1', type: 'electronic scale', place: parsePlace('CN-GD'), use: 'product', calibrations: [] },
    ...{ usedAt: { value: '100', unit: 'g' }, tolerance: { value: '0.3', unit: 'g' } },
    lastCalibratedOn: parseCalendarDay('2026-01-10'),
    ...different,
  };
}

/** For tests: a capability for mass of a laboratory. */
export function offered(
  laboratory: string,
  uncertainty: string,
  different: Partial<OfferedCapability> = {},
): OfferedCapability {
  return {
    ...{ laboratory, certificateNumber: `C-${laboratory}`, line: '1', quantity: 'mass' },
    capability: {
      range: { from: { value: '1', unit: 'g' }, to: { value: '10', unit: 'kg' } },
      smallestExpandedUncertainty: { value: uncertainty, unit: 'g' },
    },
    sites: [],
    ...different,
  };
}
