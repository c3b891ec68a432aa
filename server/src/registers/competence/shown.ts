// SPDX-License-Identifier: Apache-2.0
import { parseCalendarDay, parseDid } from '@touchstone/identifiers';
import { z } from 'zod';
import { WHO_MAY } from '../../access/who-may.ts';
import { attestationsInForce, readAttestations } from '../../record-keeping/competence.ts';
import { route } from '../../record-keeping/define-register.ts';
import type { Keeping } from '../../record-keeping/keeping.ts';
import { dayAt } from '../../record-keeping/local-day.ts';
import { RecordError } from '../../record-keeping/record-error.ts';
import { readOfOwner } from '../../record-keeping/supervised-reads.ts';
import { files } from './fold.ts';
import { readStandings } from './reading.ts';
import { answers } from './record.ts';

/**
 * What an assessor is shown of a laboratory that their own body accredits: functions, demands and days by the handle of
 * a file; no account, no name, no word about a person. ISO/IEC 17011:2017, 7.6 (recalled).
 */
export const readShown = (keeping: () => Keeping) =>
  route({
    method: 'GET',
    path: '/laboratories/:laboratory/competence',
    operation: 'read-shown-competence',
    summary:
      'For the body whose attestation of the laboratory is in force: how its persons stand, without who they are',
    access: WHO_MAY['read-shown-competence'],
    params: z.strictObject({ laboratory: z.string().max(500).describe('DID of the laboratory') }),
    responses: { 200: { description: 'How its persons stand on the day', schema: answers.shown } },
    async handle({ reads, now, actor }, { params }) {
      const laboratory = parseDid(params.laboratory) as string;
      const known = await readAttestations(reads, laboratory);
      const own = attestationsInForce(known, now).filter(({ issuer }) => issuer === actor?.party);
      if (own.length === 0) {
        throw new RecordError('UNKNOWN_STREAM', 'no laboratory that the own body attests now', { laboratory });
      }
      const on = parseCalendarDay(reads.asOf.on ?? dayAt(now));
      const of = { register: 'competence', owner: laboratory, asOf: reads.asOf };
      const persons = await readOfOwner(keeping(), of, async (all) => {
        const kept = await all.rows(files).selectAll().orderBy('stream').execute();
        return readStandings(all, kept, { owner: laboratory, on });
      });
      const shown = persons.map(({ stream: file, standings }) => ({ file, standings }));
      return { status: 200, body: { laboratory, on, persons: shown } };
    },
  });
