// SPDX-License-Identifier: Apache-2.0
import type { CredentialCheck } from '@touchstone/credentials/verify';
import { compareInstants, type Instant } from '@touchstone/identifiers';
import { reason } from '../check.ts';
import type { Held, HeldOf } from '../evidence-set.ts';
import { type DocumentContext, fault, type Part, SOUND } from './document-part.ts';

/**
 * The key that signed was authorised when the document was logged; without a log, when the issuer says it signed.
 * A trust anchor's keys are configuration; every other key needs an authorisation that a registrar of the place signed.
 */
export function checkKeyInForce(held: Held, proof: CredentialCheck, context: DocumentContext): Part {
  const { bench } = context;
  if (bench.isAnchor(held.link.issuer)) return SOUND;
  const signer = proof.proofs[0];
  const key = signer?.keyId;
  const publicKey = signer?.publicKey?.multikey;
  const signedAt = held.recordedAt ?? signer?.signedAt?.instant;
  if (key === undefined || publicKey === undefined || signedAt === undefined) {
    return {
      outcome: 'undetermined',
      reasons: [reason('NO_SIGNING_TIME', 'nothing says when the document was signed')],
      rests: [],
    };
  }
  const grants = bench.set
    .near('about-key', key, ['KeyAuthorisation'])
    .filter(
      (grant) =>
        grant !== held &&
        grant.statement.subject.id === held.link.issuer &&
        grant.statement.subject.publicKeyMultibase === publicKey,
    )
    .filter(
      (grant) =>
        bench.isAnchor(grant.link.issuer, 'registrar') && context.soundness(grant, bench.on).outcome === 'passed',
    );
  if (grants.length === 0) {
    return fault('NO_KEY_AUTHORISATION', `no registrar that ${bench.place} trusts has authorised ${key}`, { key });
  }
  const tried = grants.map((grant) => ({ grant, part: inForce(grant, signedAt, held.recordedAt !== undefined) }));
  const best = tried.find(({ part }) => part.outcome === 'passed') ?? (tried[0] as (typeof tried)[number]);
  return { ...best.part, rests: [best.grant.link] };
}

function inForce({ statement: { subject } }: HeldOf<'KeyAuthorisation'>, signedAt: Instant, logged: boolean): Part {
  const values = { key: subject.key, signedAt, from: subject.from, to: subject.to ?? '…' };
  const said = logged ? 'logged' : 'signed, by the issuer’s own word,';
  if (!subject.purposes.includes('assertionMethod'))
    return fault('KEY_NOT_FOR_PURPOSE', `${subject.key} is not authorised to make statements`, values);
  if (compareInstants(signedAt, subject.from) < 0)
    return fault(
      'KEY_NOT_YET_AUTHORISED',
      `${said} at ${signedAt}; the key is authorised from ${subject.from}`,
      values,
    );
  if (subject.to !== undefined && compareInstants(signedAt, subject.to) > 0)
    return fault(
      'KEY_AUTHORISATION_ENDED',
      `${said} at ${signedAt}; the key was authorised until ${subject.to}`,
      values,
    );
  if (subject.compromisedSince === undefined) return SOUND;
  if (compareInstants(signedAt, subject.compromisedSince) >= 0)
    return fault(
      'KEY_COMPROMISED',
      `${said} at ${signedAt}; the key is compromised since ${subject.compromisedSince}`,
      values,
    );
  // Whoever holds a stolen key can write any earlier time: only a log proves it.
  return logged
    ? SOUND
    : fault(
        'TIME_NOT_PROVED',
        `the key is compromised since ${subject.compromisedSince}, and only the issuer says that it signed before`,
        values,
      );
}
