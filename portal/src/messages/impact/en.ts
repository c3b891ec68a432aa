// SPDX-License-Identifier: Apache-2.0

/** The words of impact in English. */
export const enImpact = {
  // signing in
  'session.in': 'Sign in',
  'session.out': 'Sign out',
  'session.lead': 'Only your own organisation’s papers are shown.',
  'session.login': 'Login',
  'session.password': 'Password',
  'session.as': 'Signed in as {name}, {party}',
  'problem.NOT_PERMITTED':
    'Your roles do not permit this: ask whoever keeps the accounts of your organisation, or sign in as somebody else.',
  // impact
  'nav.impact': 'Impact',
  'impact.title': 'What rests on a reference that was found off',
  'impact.lead':
    'A reference standard was found out of tolerance: everything made with it since it was last known good is in doubt. You see your own papers, and which decisions flip.',
  'impact.notices': 'Notices to your organisation',
  'impact.none': 'No reference that your papers rest on was found off.',
  'impact.line': '{count} own paper(s) in doubt; answer by {replyBy}',
  'impact.state.open': 'open',
  'impact.state.replied': 'replied',
  'impact.state.overdue': 'overdue',
  'impact.state.closed': 'closed',
  'impact.doubt': '{standard} was found off',
  'impact.period': 'In doubt',
  'impact.reason': 'Reason',
  'impact.raised-by': 'Raised by',
  'impact.reply-by': 'Answer by',
  'impact.tree': 'The tree of doubt',
  'impact.tree.hint':
    'From the reference down to your own papers. What belongs to others, and is not public, is shown by its kind only.',
  'impact.hits': 'Your papers in doubt ({count})',
  'impact.more': 'There are more: {more} are not listed, or the search came to a limit.',
  'impact.not-shown': 'another’s, not shown',
  'impact.used': 'used',
  'impact.used-on': 'used {on}',
  'impact.since': 'in doubt since {since}',
  'impact.unanswered': 'not answered yet',
  'impact.answer.reviewed': 'reviewed:',
  'impact.answer.not-affected': 'not affected:',
  'impact.answer.recalled': 'recalled:',
  'impact.verdict.flips': 'flips',
  'impact.verdict.stands': 'stands',
  'impact.verdict.cannot-tell': 'cannot be told',
  'impact.outcome.conforms': 'conforms',
  'impact.outcome.does-not-conform': 'does not conform',
  'impact.outcome.inconclusive': 'inconclusive',
  'impact.corrected': 'reported {reported}, corrected {corrected}',
  'impact.kind.reference': 'reference standard',
  'impact.kind.calibration': 'calibrated instrument',
  'impact.kind.reference-material': 'reference material',
  'impact.kind.verification': 'verified instrument',
  'impact.kind.report': 'test report',
  'impact.kind.certificate': 'certificate',
  'impact.kind.measure': 'measure',
  'impact.kind.lot': 'lot',
  'impact.kind.instrument': 'instrument in your list',
  'impact.ground-lost.as-found':
    'The certificate that shows the reference off is {status}, by {by}, since {from}. What is in doubt stays so until the case ends.',
  'impact.ground-lost.last-good':
    'The certificate of the last good calibration is {status}, by {by}, since {from}. What is in doubt stays so until the case ends.',
  'impact.ground-lost.status.revoked': 'revoked',
  'impact.ground-lost.status.withdrawn': 'withdrawn',
  'impact.ground-lost.status.suspended': 'suspended',
  'impact.ground-lost.status.replaced': 'replaced',
  'impact.renewed':
    'The case goes on by another finding: what rests on the reference was looked for anew, and your answers to the first finding no longer count, but for recalls.',
  'impact.ended.dealt-with': 'The case is closed. What you did not answer stays in doubt, and can still be answered.',
  'impact.ended.ground-lost':
    'The case is closed because the finding was taken back: nothing is in doubt by it any more.',
} as const;
