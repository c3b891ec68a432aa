// SPDX-License-Identifier: Apache-2.0
import { CREDENTIALS_CONTEXT, QUALITY_CONTEXT } from '../body.ts';
import type { StatementKind } from '../kind.ts';

/** A body as somebody may have signed it before figures were asked for: of the right shape, with any figures. */
export function recordedBody(
  kind: StatementKind,
  { uuid, ...parts }: { readonly uuid: string; readonly issuer: string; readonly validFrom: string },
  subject: unknown,
): Record<string, unknown> {
  return {
    '@context': [CREDENTIALS_CONTEXT, QUALITY_CONTEXT],
    id: `urn:uuid:${uuid}`,
    type: ['VerifiableCredential', kind],
    ...parts,
    credentialSubject: subject,
  };
}
