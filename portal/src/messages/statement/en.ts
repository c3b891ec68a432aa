// SPDX-License-Identifier: Apache-2.0

/** The words of the page of one statement in English. */
export const enStatement = {
  'statement.back': 'Back to the first page',
  'statement.loading': 'Looking it up …',
  'statement.validity': 'Validity',
  'statement.from': 'from {from}',
  'statement.from-until': 'from {from} until {until}',
  'statement.digest': 'Digest of the body',
  'statement.parties': 'Who is named',
  'statement.role.issuer': 'issuer',
  'statement.role.subject': 'about',
  'statement.role.laboratory': 'laboratory',
  'statement.history': 'Status through time',
  'statement.to-come': '(to come)',
  'statement.history.none':
    'No register of this node keeps the status of this statement. The checks below say what is known of it.',
  'statement.proofs': 'Signatures and their checks',
  'statement.suite': 'Kind of signature',
  'statement.signed': 'Signed at',
  'statement.raw': 'The statement itself',
  'statement.raw.lead': 'As its issuer signed it, byte by byte: this is what the signature was checked against.',
  'statement.download.json': 'Download as JSON',
  'statement.download.jwt': 'Download as vc+jwt',
  'statement.raw.show': 'Show the text',
  'statement.untp': 'What a UNTP export would lose',
  'statement.untp.lead':
    'Its issuer can sign it anew in the form of UNTP 0.7.0, for systems that read that. The form has no room for the following.',
  'statement.untp.show': 'Show what would be lost',
  'statement.open': 'Look it up in the record of this node',
  'statement.not-found':
    'It is not on the record of this node, or not for you to see. It may lie among the files of authorities with which this node judges.',
} as const;
