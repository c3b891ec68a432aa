// SPDX-License-Identifier: Apache-2.0
/** The words of the page for a list of instruments. */
export const enInstruments = {
  'nav.instruments': 'Instruments',
  'instruments.title': 'What to do with your instruments',
  'instruments.lead':
    'List the measuring instruments of your firm in Excel. For each you learn whether the law asks for verification, or a calibration is needed, or neither; how often, how good, where, and until when.',
  'instruments.template': 'Take an empty list (Excel)',
  'instruments.ratio': 'Uncertainty of a calibration, as a share of the tolerance',
  'instruments.drop': 'Drop your list here',
  'instruments.hint': 'One Excel workbook (.xlsx). Nothing is kept after the answer.',
  'instruments.choose': 'Choose a list',
  'instruments.running': 'Reading {file} …',
  'instruments.plan': 'Plan as of {day}',
  'instruments.summary': '{count} instrument(s), {due} of them overdue or due within 30 days.',
  'instruments.demonstration': 'Some laboratories are those of the demonstration: they do not exist.',
  'instruments.what': 'What to do',
  'instruments.due': 'Due on',
  'instruments.often': 'How often',
  'instruments.good': 'Largest uncertainty (k = 2)',
  'instruments.where': 'Where',
  'instruments.why': 'Why',
  'instruments.take.workbook': 'Take the plan as a workbook',
  'instruments.take.calendar': 'Take the days as a calendar',
} as const;
