// SPDX-License-Identifier: Apache-2.0
import { composeBody } from '@touchstone/statements';
import type { Produced } from '../../record-keeping/define-register.ts';
import type { JsonObject } from '../../record-keeping/fact.ts';
import type { Acting } from '../../record-keeping/tenant.ts';
import type { Attestation } from './record.ts';

/** The attestation as a statement of the acting party. */
export function attestationStatement(attestation: Attestation, uuid: string, { actor, now }: Acting): Produced {
  const parts = { uuid, issuer: actor.party, validFrom: now };
  const body =
    attestation.kind === 'Accreditation'
      ? composeBody(attestation.kind, { ...parts, subject: attestation.subject })
      : composeBody(attestation.kind, { ...parts, subject: attestation.subject });
  return { source: 'statement', kind: attestation.kind, body: body as JsonObject, visibility: 'public' };
}
