// SPDX-License-Identifier: Apache-2.0

import type { PartyLabel } from './authorities.ts';
import {
  CHOI_SUM,
  IN_HOUSE_RESULT,
  MILK,
  RECALLED_LOT,
  SECOND_RESULT,
  TUNA,
  WOLFBERRY,
  WOLFBERRY_OVER,
} from './lots.ts';
import type { STATUS_ENTRIES } from './status-list.ts';
import type { TrialLot } from './trial-lot.ts';

type Expected = 'proved' | 'refuted' | 'unknown';

/** One example: the lot, the defect when it is a twin, and every cell that must come out. */
export interface Example {
  readonly folder: string;
  readonly title: string;
  readonly lot: TrialLot;
  readonly defect?:
    | { readonly kind: 'unlinked' }
    | { readonly kind: 'laboratory'; readonly laboratory: PartyLabel }
    | { readonly kind: 'method' }
    | { readonly kind: 'tampered' }
    | { readonly kind: 'revoked' }
    | { readonly kind: 'status-list'; readonly entry: keyof typeof STATUS_ENTRIES }
    | { readonly kind: 'untp' }
    | { readonly kind: 'second-result' }
    | { readonly kind: 'logged' };
  readonly substance: { readonly id: string; readonly name: string };
  readonly cells: Readonly<Record<'CN-GD' | 'HK' | 'MO', Expected>>;
  /** Code that must stand among the reasons of an unknown cell, by place. */
  readonly because?: Readonly<Partial<Record<'CN-GD' | 'HK' | 'MO', string>>>;
  readonly exit: 0 | 2 | 3 | 4;
}

const LEAD = { id: 'pb', name: 'Lead' };
const ALL_PROVED = { 'CN-GD': 'proved', HK: 'proved', MO: 'proved' } as const;
const ALL_UNKNOWN = { 'CN-GD': 'unknown', HK: 'unknown', MO: 'unknown' } as const;
const everywhere = (code: string) => ({ 'CN-GD': code, HK: code, MO: code });
const twin = (
  folder: string,
  title: string,
  rest: Pick<Example, 'defect' | 'cells' | 'because' | 'exit'>,
): Example => ({
  folder: `wolfberry-leaf-${folder}`,
  title,
  lot: WOLFBERRY,
  substance: LEAD,
  ...rest,
});

/** Every example of the project with its expected grid. */
export const EXAMPLES: readonly Example[] = [
  {
    folder: 'wolfberry-leaf',
    title: 'Wolfberry leaf: lead, on sound papers',
    lot: WOLFBERRY,
    substance: LEAD,
    cells: ALL_PROVED,
    exit: 0,
  },
  {
    folder: 'wolfberry-leaf-over-limit',
    title: 'Wolfberry leaf: an honest result above the limit',
    lot: WOLFBERRY_OVER,
    substance: LEAD,
    // Hong Kong changed nine lead levels in 2025 and lets either version be met; which nine is not loaded.
    cells: { 'CN-GD': 'refuted', HK: 'unknown', MO: 'refuted' },
    because: { HK: 'OTHER_VERSION_PARTLY_LOADED' },
    exit: 4,
  },
  twin('unlinked-sample', 'The sample is tied to no lot', {
    defect: { kind: 'unlinked' },
    cells: ALL_UNKNOWN,
    because: everywhere('SAMPLE_AS_RECEIVED'),
    exit: 2,
  }),
  twin('lapsed-accreditation', 'The accreditation had expired on the test date; the statutory qualification had not', {
    defect: { kind: 'laboratory', laboratory: 'lapsed' },
    cells: { 'CN-GD': 'proved', HK: 'unknown', MO: 'unknown' },
    because: { HK: 'GRANT_NOT_IN_FORCE', MO: 'GRANT_NOT_IN_FORCE' },
    exit: 2,
  }),
  // Nothing is wrong here: the papers are as sound, and a log has them, and nothing more about the firms.
  twin('logged', 'A public log has the report, and nothing against the firms', {
    defect: { kind: 'logged' },
    cells: ALL_PROVED,
    exit: 0,
  }),
  {
    folder: 'wolfberry-leaf-recalled',
    title: 'The lot is recalled in Macao',
    lot: RECALLED_LOT,
    substance: LEAD,
    cells: { 'CN-GD': 'proved', HK: 'proved', MO: 'unknown' },
    because: { MO: 'RECALLED' },
    exit: 2,
  },
  twin('old-scope', 'The scope line names an older edition of the method', {
    defect: { kind: 'laboratory', laboratory: 'oldScope' },
    cells: ALL_UNKNOWN,
    because: everywhere('METHOD_EDITION_OUTSIDE_SCOPE'),
    exit: 2,
  }),
  twin('inadmissible-method', 'Tested by a method that the Mainland’s law does not name', {
    defect: { kind: 'method' },
    cells: { 'CN-GD': 'unknown', HK: 'proved', MO: 'proved' },
    because: { 'CN-GD': 'METHOD_NOT_PRESCRIBED' },
    exit: 2,
  }),
  twin('tampered', 'A digit of the signed report was changed', {
    defect: { kind: 'tampered' },
    cells: ALL_UNKNOWN,
    because: everywhere('BAD_SIGNATURE'),
    exit: 3,
  }),
  twin('revoked', 'The laboratory has revoked the report', {
    defect: { kind: 'revoked' },
    cells: ALL_UNKNOWN,
    because: everywhere('REVOKED'),
    exit: 2,
  }),
  twin('listed-as-revoked', 'The status list that the report names shows it as revoked', {
    defect: { kind: 'status-list', entry: 'revoked' },
    cells: ALL_UNKNOWN,
    because: everywhere('LISTED_AS_REVOKED'),
    exit: 2,
  }),
  twin('status-list-missing', 'The status list that the report names is not at hand', {
    defect: { kind: 'status-list', entry: 'missing' },
    cells: ALL_UNKNOWN,
    because: everywhere('STATUS_LIST_NOT_AT_HAND'),
    exit: 2,
  }),
  // Below the limit, signed and sound in all three; UNTP 0.7.0 has no member for the sampling record, the instruments,
  // the signatory and the language, and shows no competence: every cell says so, and what would settle it.
  twin('untp-only', 'The only paper is a UNTP conformity credential', {
    defect: { kind: 'untp' },
    cells: ALL_UNKNOWN,
    because: everywhere('UNTP_GAP'),
    exit: 2,
  }),
  twin('second-result', 'A second accepted report contradicts the first', {
    defect: { kind: 'second-result' },
    cells: ALL_UNKNOWN,
    because: everywhere('CONTRADICTING_RESULTS'),
    exit: 2,
  }),
  twin('other-body', 'The accreditation body has no arrangement that reaches Macao', {
    defect: { kind: 'laboratory', laboratory: 'otherBody' },
    cells: { 'CN-GD': 'proved', HK: 'proved', MO: 'unknown' },
    because: { MO: 'ARRANGEMENT_NOT_FOR_PLACE' },
    exit: 2,
  }),
  twin('late-key', 'The signing key was authorised only after the report was signed', {
    defect: { kind: 'laboratory', laboratory: 'lateKey' },
    cells: ALL_UNKNOWN,
    because: everywhere('KEY_NOT_YET_AUTHORISED'),
    exit: 2,
  }),
  {
    folder: 'tuna',
    title: 'Tuna: methylmercury, with a transition in Hong Kong whose other version is known from memory only',
    lot: TUNA,
    substance: { id: 'mehg', name: 'Methylmercury' },
    cells: { 'CN-GD': 'proved', HK: 'unknown', MO: 'refuted' },
    because: { HK: 'OTHER_VERSION_UNDECIDED' },
    exit: 4,
  },
  {
    folder: 'milk',
    title: 'Milk: iodine-131 per litre against per kilogram, and a guideline that is no limit',
    lot: MILK,
    substance: { id: 'i-131', name: 'Iodine-131' },
    cells: { 'CN-GD': 'unknown', HK: 'unknown', MO: 'proved' },
    because: { 'CN-GD': 'UNIT_INCOMPARABLE', HK: 'GUIDELINE_IS_NO_LIMIT' },
    exit: 2,
  },
  {
    folder: 'choi-sum',
    title: 'Choi sum: a limit known from memory decides nothing',
    lot: CHOI_SUM,
    substance: LEAD,
    cells: { 'CN-GD': 'refuted', HK: 'unknown', MO: 'refuted' },
    because: { HK: 'RECALLED_DECIDES_NOTHING' },
    exit: 4,
  },
];

/** Results of the twins that change the report itself. */
export const CHANGED_RESULTS = { method: IN_HOUSE_RESULT, 'second-result': SECOND_RESULT } as const;
