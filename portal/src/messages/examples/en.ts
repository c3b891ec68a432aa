// SPDX-License-Identifier: Apache-2.0

/** The names of the example dossiers in English. */
export const enExamples = {
  'example.choi-sum': 'Choi sum: a limit known from memory decides nothing',
  'example.milk': 'Milk: iodine-131 per litre against per kilogram, and a guideline that is no limit',
  'example.tuna': 'Tuna: methylmercury, with a transition in Hong Kong',
  'example.wolfberry-leaf': 'Wolfberry leaf: lead, on sound papers',
  'example.wolfberry-leaf-inadmissible-method':
    'Wolfberry leaf: tested by a method that the Mainland’s law does not name',
  'example.wolfberry-leaf-lapsed-accreditation': 'Wolfberry leaf: the accreditation had expired on the test date',
  'example.wolfberry-leaf-late-key': 'Wolfberry leaf: the signing key was authorised too late',
  'example.wolfberry-leaf-old-scope': 'Wolfberry leaf: the scope names an older edition of the method',
  'example.wolfberry-leaf-other-body': 'Wolfberry leaf: no arrangement reaches Macao',
  'example.wolfberry-leaf-over-limit': 'Wolfberry leaf: an honest result above the limit',
  'example.wolfberry-leaf-revoked': 'Wolfberry leaf: the laboratory has revoked the report',
  'example.wolfberry-leaf-second-result': 'Wolfberry leaf: a second accepted report contradicts the first',
  'example.wolfberry-leaf-tampered': 'Wolfberry leaf: a digit of the signed report was changed',
  'example.wolfberry-leaf-unlinked-sample': 'Wolfberry leaf: the sample is tied to no lot',
  'example.wolfberry-leaf-listed-as-revoked':
    'Wolfberry leaf: the status list that the report names shows it as revoked',
  'example.wolfberry-leaf-logged': 'Wolfberry leaf: a public log has the report, and nothing against the firms',
  'example.wolfberry-leaf-recalled': 'Wolfberry leaf: the lot is recalled in Macao',
  'example.wolfberry-leaf-status-list-missing': 'Wolfberry leaf: the status list that the report names is not at hand',
  'example.wolfberry-leaf-untp-only': 'Wolfberry leaf: the only paper is a UNTP conformity credential',
} as const;
