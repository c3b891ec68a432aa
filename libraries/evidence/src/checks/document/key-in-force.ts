// SPDX-License-Identifier: Apache-2.0
import type { CredentialCheck, ProofReport } from '@touchstone/credentials/verify';
import { compareInstants, dayOfInstant, type Instant } from '@touchstone/identifiers';
import { reason } from '../../check.ts';
import type { Held, HeldOf } from '../../evidence-set.ts';
import type { Bench } from '../../judge/bench.ts';
import { loggedBy } from '../../logs/log-of-bench.ts';
import { type DocumentContext, fault, type Part, SOUND } from './document-part.ts';
import { LOCAL_OFFSET_MINUTES } from '../time/local-time.ts';

type Grant = HeldOf<'KeyAuthorisation'>;

/**
 * The key that signed was authorised when the document was logged; without a log, when the issuer says it signed.
 * A trust anchor's keys are configuration; every other key needs an authorisation that a registrar of the place signed.
 * What a registrar says of a stolen key holds against everybody but registrars and the place's roots themselves.
 */
export function checkKeyInForce(held: Held, proof: CredentialCheck, context: DocumentContext): Part {
  const { bench } = context;
  if (speaksForItself(held.link.issuer, bench)) return SOUND;
  // The proof is sound, so that it has a key.
  const signer = proof.proofs[0] as ProofReport;
  const key = signer.keyId as string;
  const claimed = signer.signedAt?.instant;
  const recorded = earlier(held.recordedAt, loggedBy(held, bench));
  const signedAt = recorded ?? claimed;
  const grants = grantsOf(held, signer, context);
  const configured = bench.isAnchor(held.link.issuer);
  if (configured && grants.length === 0) return SOUND;
  if (signedAt === undefined) {
    return {
      outcome: 'undetermined',
      reasons: [reason('NO_SIGNING_TIME', 'nothing says when the document was signed')],
      rests: [],
    };
  }
  if (compareInstants(signedAt, bench.knownBefore) >= 0)
    return fault('SIGNED_IN_FUTURE', `signed at ${signedAt}, after all that is known on ${bench.knownOn}`, {
      signedAt,
    });
  if (grants.length === 0)
    return fault('NO_KEY_AUTHORISATION', `no registrar that ${bench.place} trusts has authorised ${key}`, { key });
  const rests = grants.map(({ link }) => link);
  const isStated = (at: Instant) => wordsOf(held, signer, bench).some((word) => wasStated(word, at, context));
  const found = weigh(grants, { signedAt, logged: recorded !== undefined, configured, isStated });
  // A receipt made anew each year proves less each year: what it no longer proves stands as it would without one.
  const isLater = held.recordedAt === undefined && recorded !== undefined && claimed !== undefined;
  const rested = found.outcome === 'passed' || !isLater;
  return { ...(rested ? found : weigh(grants, { signedAt: claimed, logged: false, configured, isStated })), rests };
}

interface SigningTime {
  readonly signedAt: Instant;
  /** True where a record or a log shows it, and not only the issuer. */
  readonly logged: boolean;
  readonly configured: boolean;
  /** Whether a registrar had said by then that the key was authorised. */
  readonly isStated: (at: Instant) => boolean;
}

function weigh(grants: readonly Grant[], { signedAt, logged, configured, isStated }: SigningTime): Part {
  const stolen = grants.map((grant) => compromise(grant, signedAt, logged)).find((part) => part !== undefined);
  if (stolen !== undefined) return stolen;
  const tried = grants.map((grant) => inForce(grant, signedAt, logged));
  if (configured) return SOUND;
  if (!tried.some(({ outcome }) => outcome === 'passed')) return tried[0] as Part;
  if (isStated(signedAt)) return SOUND;
  const detail = `${said(signedAt, logged)}; no registrar had authorised the key by then, whatever one said of that time afterwards`;
  return { outcome: 'undetermined', reasons: [reason('KEY_AUTHORISED_AFTERWARDS', detail, { signedAt })], rests: [] };
}

/** A registrar's word that was there at the time, also where another of his has replaced it since. */
function wasStated(word: Grant, at: Instant, { soundness }: DocumentContext): boolean {
  return (
    compareInstants(word.statement.validFrom, at) <= 0 &&
    inForce(word, at, false).outcome === 'passed' &&
    soundness(word, dayOfInstant(at, LOCAL_OFFSET_MINUTES)).outcome === 'passed'
  );
}

function earlier(a: Instant | undefined, b: Instant | undefined): Instant | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return compareInstants(a, b) <= 0 ? a : b;
}

function speaksForItself(issuer: string, { isAnchor, isRoot }: Pick<Bench, 'isAnchor' | 'isRoot'>): boolean {
  return isAnchor(issuer, 'registrar') || isRoot(issuer);
}

/** What registrars of the place say of the key, as far as their words are sound by all that is known. */
function grantsOf(held: Held, signer: ProofReport, { bench, soundness }: DocumentContext): readonly Grant[] {
  return wordsOf(held, signer, bench).filter((grant) => soundness(grant, bench.knownOn).outcome === 'passed');
}

/** What registrars of the place say, or have said, of exactly this key of exactly this issuer. */
function wordsOf(held: Held, signer: ProofReport, bench: DocumentContext['bench']): readonly Grant[] {
  return bench.set
    .near('about-key', signer.keyId as string, ['KeyAuthorisation'])
    .filter(
      ({ statement: { subject } }) =>
        subject.id === held.link.issuer && subject.publicKeyMultibase === signer.publicKey?.multikey,
    )
    .filter((grant) => bench.isAnchor(grant.link.issuer, 'registrar'));
}

function inForce({ statement: { subject } }: Grant, signedAt: Instant, logged: boolean): Part {
  const values = { key: subject.key, signedAt, from: subject.from, to: subject.to ?? '…' };
  const when = said(signedAt, logged);
  if (!subject.purposes.includes('assertionMethod'))
    return fault('KEY_NOT_FOR_PURPOSE', `${subject.key} is not authorised to make statements`, values);
  if (compareInstants(signedAt, subject.from) < 0)
    return fault('KEY_NOT_YET_AUTHORISED', `${when}; the key is authorised from ${subject.from}`, values);
  if (subject.to !== undefined && compareInstants(signedAt, subject.to) > 0)
    return fault('KEY_AUTHORISATION_ENDED', `${when}; the key was authorised until ${subject.to}`, values);
  return SOUND;
}

/** One registrar's word that the key is stolen outweighs any other's that it is in force. */
function compromise({ statement: { subject } }: Grant, signedAt: Instant, logged: boolean): Part | undefined {
  const { compromisedSince, key } = subject;
  if (compromisedSince === undefined) return undefined;
  const values = { key, signedAt, compromisedSince };
  if (compareInstants(signedAt, compromisedSince) >= 0)
    return fault(
      'KEY_COMPROMISED',
      `${said(signedAt, logged)}; the key is compromised since ${compromisedSince}`,
      values,
    );
  if (logged) return undefined;
  // Whoever holds a stolen key can write any earlier time: only a log proves it.
  const detail = `the key is compromised since ${compromisedSince}, and only the issuer says that it signed before`;
  return fault('TIME_NOT_PROVED', detail, values);
}

function said(signedAt: Instant, logged: boolean): string {
  return `${logged ? 'logged' : 'signed, by the issuer’s own word,'} at ${signedAt}`;
}
