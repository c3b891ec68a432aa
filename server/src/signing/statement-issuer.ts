// SPDX-License-Identifier: Apache-2.0
import type { JsonObject as CredentialObject } from '@touchstone/credentials/formats';
import { issueStatement } from '@touchstone/credentials/issue';
import { nodeSuite } from '@touchstone/credentials/node';
import { parseInstant } from '@touchstone/identifiers';
import { parseStatement, statementEdges } from '@touchstone/statements';
import type { StatementInput } from '../record-keeping/fact.ts';
import type { Issuer } from '../record-keeping/keeping.ts';
import type { KeyStore } from './key-store.ts';
import { SigningError } from './signing-error.ts';

/**
 * Signs what rules allowed, with the key of the acting party: both proofs at issue, and the bytes that are then kept.
 * Throws `NOT_THE_ISSUER` for a body in another party's name, whatever a rule may have let through.
 */
export function statementIssuer(keys: KeyStore): Issuer {
  return {
    async issue({ body, actor, now }): Promise<StatementInput> {
      const statement = parseStatement(body);
      if (statement.issuer !== actor.party) {
        throw new SigningError('NOT_THE_ISSUER', `${actor.party} cannot sign for ${statement.issuer}`, {
          issuer: statement.issuer,
          party: actor.party,
        });
      }
      const signer = await keys.signerOf(actor.party, now);
      const issued = await issueStatement(body as CredentialObject, signer, {
        created: parseInstant(now),
        suite: nodeSuite,
      });
      return {
        kind: statement.kind,
        issuer: statement.issuer,
        id: statement.id,
        issuedAt: statement.validFrom,
        digest: issued.digest,
        bytes: issued.embeddedBytes,
        jwt: issued.jwt,
        body,
        edges: statementEdges(statement),
      };
    },
  };
}
