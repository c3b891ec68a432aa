// SPDX-License-Identifier: Apache-2.0

/** The words of the page of editions that were replaced, in English. */
export const enSwitching = {
  'nav.switching': 'New editions',
  'switching.title': 'Who must switch to the new edition, and by when',
  'switching.lead':
    'When a specification gets a new edition, scopes and certificates that name the old one hold only until a day that the authority sets. Seen is what is public on this node.',
  'switching.edition': 'Old edition, number with year',
  'switching.on': 'As of (empty: today)',
  'switching.ask': 'Show',
  'switching.known': 'Editions that were replaced, as notices on record say:',
  'switching.none-known':
    'No notice on record says that an edition was replaced. You can still ask for one by its number.',
  'switching.nothing':
    'No notice known here on {on} puts another edition in the place of {edition}: nobody must switch.',
  'switching.successors': 'What takes the place of {edition}',
  'switching.from': 'from {from}',
  'switching.by': '{who}: by {by}',
  'switching.is-allowed': 'The old edition is allowed until {by}.',
  'switching.is-over': 'The old edition was allowed until {by}; asked about is {on}.',
  'switching.lines': 'Lines of scopes that name the old edition ({count})',
  'switching.lines.none': 'No line of a public scope names it.',
  'switching.standards': 'Measurement standards whose certificate names the old edition ({count})',
  'switching.standards.none': 'No public certificate of a measurement standard names it.',
  'switching.column.body': 'Body',
  'switching.column.activity': 'Activity',
  'switching.column.property': 'What is measured',
  'switching.column.certificate': 'Certificate',
  'switching.column.state': 'Standing',
  'switching.column.standard': 'Measurement standard',
  'switching.column.keeper': 'Keeper',
  'switching.column.until': 'Calibrated until',
  'switching.activity.testing': 'testing',
  'switching.activity.calibration': 'calibration',
  'switching.activity.inspection': 'inspection',
  'switching.overdue': 'overdue since {by}',
  'switching.until': 'allowed until {by}',
} as const;
