// SPDX-License-Identifier: Apache-2.0

/** The words of decisions about measurement standards in English. */
export const enStandardChanges = {
  'standards.standing': 'What your authority attested, as it stands today',
  'standards.standing.none': 'Your authority attests no measurement standard today.',
  'standards.change': 'Suspend, restore or withdraw it',
  'standards.change.act': 'What is to become of it',
  'standards.change.suspend': 'suspend',
  'standards.change.restore': 'restore',
  'standards.change.withdraw': 'withdraw for good',
  'standards.change.cancel': 'take a planned change back',
  'standards.change.planned': 'Planned change',
  'standards.change.from': 'From (empty: with the decision)',
  'standards.change.reason': 'Ground, which everybody can read',
  'standards.change.send': 'Propose it',
  'standards.change.none': 'It was withdrawn for good: nothing more can become of it.',
  'standards.change.now': 'Stands today',
  'standards.change.becomes': 'Becomes',
  'standards.change.cancels': 'Does not take place',
  'standards.change.at-once': 'with the decision',
  'standards.signs.change': 'You decide for the metrology authority that the status changes as it stands here.',
  'standards.signs.cancel':
    'You decide for the metrology authority that this planned change, and what was planned upon it, does not take place.',
  'standards.rests':
    '{count} certificate(s) that you may read rest on it. What was made while it held stays as it was made; nothing new may rest on it.',
  'standards.rests.more': 'Only the newest are listed.',
  'standards.raise': 'If it was found off: raise a doubt about what was made with it',
} as const;
