// SPDX-License-Identifier: Apache-2.0
// A list of authorisations as a file: the empty one; filled in, it comes in with the register's own route.
import { TEMPLATE_LANGUAGES, writeAuthorisationTemplate } from '@touchstone/dossier';
import { z } from 'zod';
import { WHO_MAY } from '../access/who-may.ts';
import { type ServedRoute, servedRoute } from '../http/served-route.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** What of authorisations goes out as a file. */
export function authorisationFileRoutes(): readonly ServedRoute[] {
  return [
    servedRoute({
      ...{ tag: 'node', method: 'GET', path: '/api/laboratory-authorisation-lists/template' },
      operation: 'read-authorisation-template',
      summary: 'An empty list of who of a laboratory may test and sign, an Excel workbook with a guide',
      access: WHO_MAY['read-authorisation-template'],
      query: z.strictObject({ language: z.enum(TEMPLATE_LANGUAGES).default('en') }),
      ...{ records: false, asOf: false, mediaTypes: [XLSX] },
      responses: { 200: { description: 'The workbook', schema: z.string().meta({ format: 'binary' }) } },
      async serve({ query }) {
        const { path, bytes } = await writeAuthorisationTemplate(query.language);
        return { status: 200, bytes, headers: { 'content-disposition': `attachment; filename="${path}"` } };
      },
    }),
  ];
}
