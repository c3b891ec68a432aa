// SPDX-License-Identifier: Apache-2.0
// Lists of who may test and sign, and what a rival laboratory tries with them.
const HEADINGS = 'Account,May,Parameters,Methods,Ground,From,To';

/** A list as it is handed in; each row in the order of the headings. */
export function authorisationList(...rows: readonly string[]): { readonly file: string; readonly content: string } {
  return { file: 'list.csv', content: Buffer.from([HEADINGS, ...rows].join('\n')).toString('base64') };
}

const rival = { rival: 'rivalLaboratory', expects: 'unmarked' } as const;

/** Of every route about lists of authorisations, one attack: each laboratory authorises its own persons alone. */
export const AUTHORISATION_LIST_ATTACKS = {
  'keep-authorisation-list': {
    ...({ ...rival, status: 400 } as const),
    request: () => ({
      ...({ method: 'POST', url: '/api/laboratory-authorisation-lists' } as const),
      body: authorisationList('person-tester,sign,,,rivalry,2026-01-01,'),
    }),
  },
  'read-authorisation-template': {
    ...rival,
    request: () => ({ url: '/api/laboratory-authorisation-lists/template?language=pt' }),
  },
} as const;
