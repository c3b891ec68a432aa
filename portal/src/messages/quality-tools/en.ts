// SPDX-License-Identifier: Apache-2.0

/** The words of Pareto charts and failure modes in English. */
export const enQualityTools = {
  'nav.quality-tools': 'Quality tools',
  'quality.title': 'Quality tools: Pareto and FMEA',
  'quality.lead':
    'A workbook of defects or complaints, of failure modes, or of both. Out come the few causes that make up most of them, and failure modes in the order in which to look at them. Control charts have a page of their own.',
  'quality.not-kept': 'Nothing of it is kept: it is computed and sent back.',
  'quality.template': 'An empty workbook to fill in (Excel)',
  'quality.drop': 'A workbook of defects and failure modes',
  'quality.drop.hint': 'Either sheet alone will do. Where a cell is wrong, it is named and nothing is computed.',
  'quality.take': 'Save as an Excel workbook',
  'quality.pareto': 'Pareto chart',
  'quality.described': '{count} causes in falling order; the first {vital} make up 80 %.',
  'quality.legend':
    'Full bars: the vital few, which make up 80 % (a habit of Pareto analysis, and no law). Line: shares added up.',
  'quality.shown': 'The first {shown} of {count} are drawn.',
  'quality.vital': 'vital few',
  'quality.cause': 'Cause',
  'quality.count': 'Count',
  'quality.total': 'Count × weight',
  'quality.share': 'Share (%)',
  'quality.added': 'Added up (%)',
  'quality.modes': 'Failure modes by risk priority number',
  'quality.modes.lead':
    'RPN = severity × occurrence × detection, each from 1 to 10 (IEC 60812:2018, Annex B, recalled). Ratings are an order and no measure: 200 is not twice 100, and a low number excuses no high severity. Of equal numbers the severer comes first.',
  'quality.rank': 'Rank',
  'quality.item': 'Item',
  'quality.mode': 'Failure mode',
  'quality.effect': 'Effect',
  'quality.severity': 'Severity',
  'quality.occurrence': 'Occurrence',
  'quality.detection': 'Detection',
  'quality.rpn': 'RPN',
} as const;
