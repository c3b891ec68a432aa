// SPDX-License-Identifier: Apache-2.0
import { issueStatement } from '@touchstone/credentials/issue';
import { nodeSuite } from '@touchstone/credentials/node';
import { makeUuidV7, parseInstant } from '@touchstone/identifiers';
import { parseStatement, toUntp } from '@touchstone/statements';
import { PARTIES } from './authorities.ts';
import type { MadeStatement } from './parties.ts';

/** A test report as its laboratory says it in UNTP 0.7.0, signed anew: much of it has no member there. */
export async function makeUntp(report: MadeStatement): Promise<string> {
  const validFrom = parseInstant('2026-11-14T08:00:00Z');
  const { body } = toUntp(parseStatement(JSON.parse(report.embedded)), {
    uuid: makeUuidV7(Date.parse(validFrom), nodeSuite.sha256(`untp ${report.label}`).subarray(0, 10)),
    issuerName: PARTIES.laboratory.name,
    digest: report.reference.digest,
    validFrom,
  });
  const issued = await issueStatement(body as Parameters<typeof issueStatement>[0], PARTIES.laboratory.signer, {
    created: validFrom,
    suite: nodeSuite,
  });
  return issued.embedded;
}
