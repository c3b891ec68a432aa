// SPDX-License-Identifier: Apache-2.0
import type { JsonObject as CredentialObject } from '@touchstone/credentials/formats';
import { type IssuedStatement, issueStatement } from '@touchstone/credentials/issue';
import { nodeSuite } from '@touchstone/credentials/node';
import { parseInstant } from '@touchstone/identifiers';
import { parseStatement, statementEdges } from '@touchstone/statements';
import type { JsonObject, StatementInput } from '../record-keeping/fact.ts';
import type { Issuer } from '../record-keeping/keeping.ts';
import type { KeyStore } from './key-store.ts';
import { SigningError } from './signing-error.ts';

/** A body, in whose name it is, and for whom and when it is to be signed. */
export interface Signing {
  readonly body: JsonObject;
  /** DID of the issuer that the body names. */
  readonly issuer: string;
  /** The party that acts. */
  readonly party: string;
  readonly now: string;
}

/**
 * Signs a credential with the key of the acting party: both proofs at issue.
 * Throws `NOT_THE_ISSUER` for a body in another party's name, whatever a rule may have let through.
 */
export async function signForParty(keys: KeyStore, { body, issuer, party, now }: Signing): Promise<IssuedStatement> {
  if (issuer !== party) {
    throw new SigningError('NOT_THE_ISSUER', `${party} cannot sign for ${issuer}`, { issuer, party });
  }
  const signer = await keys.signerOf(party, now);
  return issueStatement(body as CredentialObject, signer, { created: parseInstant(now), suite: nodeSuite });
}

/** Signs what rules allowed, and gives the bytes that are then kept. */
export function statementIssuer(keys: KeyStore): Issuer {
  return {
    async issue({ body, actor, now }): Promise<StatementInput> {
      const statement = parseStatement(body);
      const issued = await signForParty(keys, { body, issuer: statement.issuer, party: actor.party, now });
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
