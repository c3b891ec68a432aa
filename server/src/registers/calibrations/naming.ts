// SPDX-License-Identifier: Apache-2.0
import type { Reads } from '../../record-keeping/reads.ts';
import { certificates } from './fold.ts';

const CERTIFICATES_MAX = 5_000;

/** Public certificates in force on the day, of things with one of these names, that were made by one edition. */
export async function readCertificatesNaming(
  reads: Reads,
  {
    specification,
    on,
    things,
  }: { readonly specification: string; readonly on: string; readonly things: readonly string[] },
) {
  if (things.length === 0) return [];
  return (
    reads
      .rows(certificates, { ...reads.asOf, on })
      .select(['number', 'thing', 'until', 'issuer', 'statementId'])
      .where('by', '=', specification)
      .where('status', '=', 'in-force')
      .where('thing', 'in', things)
      // What is private is nobody's business here, its owner's neither: one answer for everybody.
      .where('visibility', '=', 'public')
      .orderBy('thing')
      .limit(CERTIFICATES_MAX)
      .execute()
  );
}
