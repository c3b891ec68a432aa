// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { type IssuedStatement, issueStatement, type Signer } from '@touchstone/credentials/issue';
import { nodeSigner, nodeSuite, publicMultikeyOf, secretMultikeyFromSeed } from '@touchstone/credentials/node';
import { makeUuidV7, parseInstant } from '@touchstone/identifiers';
import { type BodyParts, composeBody, type StatementKind, type StatementReference } from '@touchstone/statements';

/** A demonstration organisation. Its key is made from its name, so that anyone can sign with it: it proves nothing. */
export interface DemonstrationParty {
  readonly did: string;
  readonly name: string;
  readonly keyId: string;
  readonly publicKeyMultibase: string;
  readonly signer: Signer;
}

/** A statement with the reference by which others name it. */
export interface MadeStatement extends IssuedStatement {
  readonly reference: StatementReference;
  readonly kind: StatementKind;
  readonly label: string;
}

function digestOf(text: string): Uint8Array {
  return createHash('sha256').update(text).digest();
}

/** A party of the demonstration, always with the same public key. */
export function demonstrationParty(label: string, name: string): DemonstrationParty {
  const did = `did:web:${label}.demonstration.touchstone.example`;
  const secret = secretMultikeyFromSeed(
    'Ed25519',
    digestOf(`touchstone demonstration key of ${did}, known to everybody`),
  );
  const publicKeyMultibase = publicMultikeyOf(secret).multikey;
  const keyId = `${did}#key-1`;
  return { did, name, keyId, publicKeyMultibase, signer: nodeSigner(keyId, secret) };
}

/** The DID document that the party's web site would serve. W3C Controlled Identifiers 1.0, 2. */
export function didDocumentOf({ did, keyId, publicKeyMultibase }: DemonstrationParty): Record<string, unknown> {
  return {
    '@context': ['https://www.w3.org/ns/cid/v1'],
    id: did,
    verificationMethod: [{ id: keyId, type: 'Multikey', controller: did, publicKeyMultibase }],
    assertionMethod: [keyId],
  };
}

/** The entry of a statement in a status list. */
export type StatusEntry = Readonly<Record<string, string>>;

/** Issues a statement whose identity follows from its label and time, so that the examples can be made again byte for byte. */
export async function make<K extends StatementKind>(
  party: DemonstrationParty,
  kind: K,
  label: string,
  parts: Pick<BodyParts<K>, 'subject' | 'validFrom'> & {
    readonly validUntil?: string;
    readonly name?: string;
    /** Where the statement says that its status stands. W3C Bitstring Status List 1.0, 2.1. */
    readonly credentialStatus?: StatusEntry;
  },
): Promise<MadeStatement> {
  const created = parseInstant(parts.validFrom);
  const uuid = makeUuidV7(Date.parse(created), digestOf(`${party.did} ${label}`).subarray(0, 10));
  const { credentialStatus } = parts;
  const body = {
    ...composeBody(kind, { uuid, issuer: party.did, ...parts }),
    ...(credentialStatus === undefined ? {} : { credentialStatus }),
  };
  const issued = await issueStatement(body as Parameters<typeof issueStatement>[0], party.signer, {
    created,
    suite: nodeSuite,
  });
  const reference = { id: `urn:uuid:${uuid}`, issuer: party.did, digest: issued.digest } as StatementReference;
  return { ...issued, reference, kind, label };
}
