// SPDX-License-Identifier: Apache-2.0
import { IN_HOUSE_METHOD } from './authorities.ts';
import { TESTED_ON, type TrialLot } from './trial-lot.ts';

type Result = TrialLot['results'][number];

/** What a method can see; as in the scope lines of the laboratories. */
interface LeadMethod {
  readonly standard: string;
  readonly lod: string;
  readonly loq: string;
}
const STANDARD_METHOD: LeadMethod = { standard: 'GB 5009.12-2023', lod: '0.01', loq: '0.02' };
const OWN_METHOD: LeadMethod = { standard: IN_HOUSE_METHOD, lod: '0.02', loq: '0.05' };

/** The same number on two bases, since the three places name different ones. */
function lead(value: string, uncertainty: string, { standard, lod, loq } = STANDARD_METHOD): Result[] {
  return (['edible part', 'as sold'] as const).map((basis, index) => ({
    outcome: 'quantified',
    result: `pb-${index + 1}`,
    substance: 'pb',
    quantity: { value, unit: 'mg/kg' },
    expandedUncertainty: { value: uncertainty, unit: 'mg/kg', coverageFactor: '2' },
    method: { standard },
    basis,
    testedOn: TESTED_ON,
    limitOfDetection: { value: lod, unit: 'mg/kg' },
    limitOfQuantification: { value: loq, unit: 'mg/kg' },
  }));
}

const GUANGZHOU =
  'The number 0.1432 mg/kg is the 95th percentile of lead in 356 leafy vegetables of Guangzhou, 2014 to 2017 (Int. J. Environ. Res. Public Health 2019, 16(8), 1417, table 2, read in a third party’s rendering). The uncertainty is made up.';
const WAN_CHAI =
  'The number 0.39 mg/kg is that of a wolfberry leaf sample of Wan Chai Market, announced by the Centre for Food Safety on 2019-12-20 (https://www.cfs.gov.hk/english/press/20191220_7745.html). The uncertainty is made up.';

export const WOLFBERRY: TrialLot = {
  name: 'Chinese wolfberry leaf',
  food: 'wolfberry-leaf',
  lotNumber: 'WL-2026-1108',
  place: 'CN-GD',
  provenance: GUANGZHOU,
  results: lead('0.1432', '0.0230'),
};

/** A sound lot that one place has taken back. */
export const RECALLED_LOT: TrialLot = { ...WOLFBERRY, lotNumber: 'WL-2026-1110' };

export const WOLFBERRY_OVER: TrialLot = {
  ...WOLFBERRY,
  lotNumber: 'WL-2026-1109',
  provenance: WAN_CHAI,
  results: lead('0.39', '0.06'),
};

/** The over-limit number as a second result on the sound lot. */
export const SECOND_RESULT: readonly Result[] = lead('0.39', '0.06');

/** The sound number by a method that no law names. */
export const IN_HOUSE_RESULT: readonly Result[] = lead('0.1432', '0.0230', OWN_METHOD);

export const TUNA: TrialLot = {
  name: 'Chilled tuna',
  food: 'tuna',
  lotNumber: 'TU-2026-1105',
  place: 'CN-GD',
  provenance:
    'The number 1.1 mg/kg is that of a chilled tuna sample announced by the Hong Kong government on 2019-12-11 (https://www.info.gov.hk/gia/general/201912/11/P2019121100759.htm). The uncertainty is made up.',
  results: (['edible part', 'as sold'] as const).map((basis, index) => ({
    outcome: 'quantified',
    result: `mehg-${index + 1}`,
    substance: 'mehg',
    quantity: { value: '1.1', unit: 'mg/kg' },
    expandedUncertainty: { value: '0.05', unit: 'mg/kg', coverageFactor: '2' },
    method: { standard: 'GB 5009.17-2021' },
    basis,
    testedOn: TESTED_ON,
    limitOfQuantification: { value: '0.02', unit: 'mg/kg' },
  })),
};

export const MILK: TrialLot = {
  name: 'Raw milk',
  food: 'raw-milk',
  lotNumber: 'MK-2026-1107',
  place: 'CN-GD',
  provenance:
    'Iodine-131 not detected below 0.4 Bq/kg is what Gunma Prefecture published for raw milk sampled on 2011-09-21 (read in http://kodomoinadani.blogspot.com/2011/10/9219281051012.html, which names the prefecture).',
  results: [
    {
      outcome: 'not-detected',
      result: 'i-131-1',
      substance: 'i-131',
      method: { standard: 'GB 14883.9-2016' },
      basis: 'as sold',
      testedOn: TESTED_ON,
      limitOfDetection: { value: '0.4', unit: 'Bq/kg' },
    },
  ],
};

export const CHOI_SUM: TrialLot = {
  name: 'Choi sum',
  food: 'choi-sum',
  lotNumber: 'CS-2026-1106',
  place: 'CN-GD',
  provenance:
    'The number 0.8596 mg/kg is that of a choi sum sample of a Baptist University study of 2010, printed in a newspaper on 2011-03-11 (http://www.scmp.com/article/740573). The uncertainty is made up.',
  results: lead('0.8596', '0.12'),
};
