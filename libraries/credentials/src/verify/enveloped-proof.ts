// SPDX-License-Identifier: Apache-2.0
import { type Instant, instantFromMilliseconds } from '@touchstone/identifiers';
import { shown } from '../credential-error.ts';
import type { CompactJws } from '../formats/compact-jws.ts';
import { issuerOf } from '../formats/credential-shape.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../formats/json-value.ts';
import { type Check, failed, firstFault, gravest, notEvaluated, passed, undecided } from './check.ts';
import { signingTime } from './embedded-proof.ts';
import { checkAuthorisation, checkIssuer, type FoundKey, findKey, unlessDisowned } from './find-key.ts';
import type { ProofReport } from './proof-report.ts';
import type { VerificationContext } from './verification-context.ts';
import { JWT_ALGORITHMS, verifyJwt } from './verify-signature.ts';

// 9999-12-31T23:59:59Z: later seconds have no date of four digits.
const SECONDS_MAX = 253_402_300_799;

/** All checks of the signature around a credential. W3C vc-jose-cose 1.0, 3.1.1 and 3.1.3; RFC 8725, 3.1 to 3.12. */
export function checkEnvelopedProof(
  document: JsonObject,
  token: CompactJws,
  context: VerificationContext,
): ProofReport {
  const { header } = token;
  const issuer = issuerOf(document);
  const times = {
    iat: secondsOf(claim(document, header, 'iat')),
    nbf: secondsOf(claim(document, header, 'nbf')),
    exp: secondsOf(claim(document, header, 'exp')),
  };
  const signedAt = signingTime(times.iat ?? undefined, context.loggedAt);
  const found = unlessDisowned(findKey(absoluteKeyId(header.kid, issuer), signedAt, context), issuer, context);
  const type = checkAlgorithm(header.alg);
  return {
    form: 'vc+jwt',
    suite: typeof header.alg === 'string' ? header.alg : undefined,
    keyId: found.keyId,
    publicKey: found.publicKey,
    signedAt,
    notBefore: times.nbf ?? undefined,
    expires: times.exp ?? undefined,
    previous: [],
    checks: [
      type,
      checkOptions(document, header, times),
      found.check,
      checkAgreement(header, found),
      checkIntegrity(token, type, { found, context }),
      checkIssuer(found, issuer, context),
      checkAuthorisation(found, issuer, signedAt),
    ],
    isContextCovered: true,
  };
}

function checkAlgorithm(alg: JsonValue | undefined): Check {
  if (alg === 'none') {
    return failed('proof-type', 'ALG_NONE', 'the token says itself that it is not signed');
  }
  return JWT_ALGORITHMS.has(alg)
    ? passed('proof-type')
    : failed(
        'proof-type',
        'UNKNOWN_ALG',
        `alg must be one of ${[...JWT_ALGORITHMS.keys()].join(', ')}, not ${shown(alg)}`,
      );
}

/** The moments that a token claims: `undefined` where it says nothing, `null` where it says no moment. */
type Times = Readonly<Record<'iat' | 'nbf' | 'exp', Instant | null | undefined>>;

function checkOptions(document: JsonObject, header: JsonObject, { iat, nbf, exp }: Times): Check {
  const name = 'proof-options';
  const subject = isJsonObject(document.credentialSubject) ? document.credentialSubject.id : undefined;
  return firstFault(name, [
    header.crit === undefined
      ? undefined
      : failed(
          name,
          'UNSUPPORTED_CRITICAL_HEADER',
          `the header makes ${shown(header.crit)} critical; nothing is supported`,
        ),
    // vc-jose-cose 1.0, 3.1.1: the claims of the older way to put a credential into a token.
    document.vc === undefined && document.vp === undefined
      ? undefined
      : failed(name, 'FORBIDDEN_CLAIM', 'the payload is the credential itself: it has no claims vc and vp'),
    conflict('iss', claim(document, header, 'iss'), issuerOf(document)),
    conflict('jti', claim(document, header, 'jti'), document.id),
    conflict('sub', claim(document, header, 'sub'), subject),
    iat === null ? failed(name, 'BAD_CREATED', 'iat must be seconds since 1970') : undefined,
    nbf === null ? failed(name, 'BAD_EXPIRES', 'nbf must be seconds since 1970') : undefined,
    exp === null ? failed(name, 'BAD_EXPIRES', 'exp must be seconds since 1970') : undefined,
  ]);
}

function conflict(name: string, given: JsonValue | undefined, own: JsonValue | undefined): Check | undefined {
  return given === undefined || given === own
    ? undefined
    : failed('proof-options', 'JWT_CLAIM_CONFLICT', `${name} is ${shown(given)}, the credential says ${shown(own)}`);
}

/** A claim of the payload, or its copy in the header. RFC 7519, sections 4 and 5.3. */
function claim(document: JsonObject, header: JsonObject, name: string): JsonValue | undefined {
  return document[name] ?? header[name];
}

function secondsOf(value: JsonValue | undefined): Instant | null | undefined {
  if (value === undefined) {
    return undefined;
  }
  return typeof value === 'number' && value >= 0 && value <= SECONDS_MAX
    ? instantFromMilliseconds(Math.floor(value * 1_000))
    : null;
}

function absoluteKeyId(kid: JsonValue | undefined, issuer: string | undefined): JsonValue | undefined {
  return typeof kid === 'string' && kid.startsWith('#') ? `${issuer}${kid}` : kid;
}

function checkAgreement(header: JsonObject, { publicKey }: FoundKey): Check {
  const name = 'agreement';
  const needed = JWT_ALGORITHMS.get(header.alg);
  const mismatch =
    publicKey !== undefined && needed !== undefined && needed !== publicKey.type
      ? failed(name, 'ALG_KEY_MISMATCH', `${header.alg} needs a key of type ${needed}, not ${publicKey.type}`)
      : passed(name);
  return gravest(mismatch, [
    checkTyp(header.typ),
    header.cty === undefined || isMediaType(header.cty, 'vc')
      ? mismatch
      : failed(name, 'BAD_CTY', `cty must be vc, not ${shown(header.cty)}`),
    needed === undefined ? notEvaluated(name, 'proof-type') : mismatch,
    publicKey === undefined ? notEvaluated(name, 'key') : mismatch,
  ]);
}

/** RFC 8725, 3.11: a token made for something else may have a good signature; its type tells it apart. */
function checkTyp(typ: JsonValue | undefined): Check {
  if (typ === undefined) {
    return undecided(
      'agreement',
      'TYP_MISSING',
      'the header does not say what kind of token it is; typ should be vc+jwt',
    );
  }
  return isMediaType(typ, 'vc+jwt')
    ? passed('agreement')
    : failed('agreement', 'BAD_TYP', `typ must be vc+jwt, not ${shown(typ)}`);
}

// RFC 7515, 4.1.9: "application/" may be left out, and letters may be of either case.
function isMediaType(value: JsonValue, name: string): boolean {
  return typeof value === 'string' && value.toLowerCase().replace(/^application\//, '') === name;
}

function checkIntegrity(
  token: CompactJws,
  type: Check,
  { found, context }: { readonly found: FoundKey; readonly context: VerificationContext },
): Check {
  if (type.outcome !== 'passed') {
    return notEvaluated('integrity', 'proof-type');
  }
  if (found.check.outcome !== 'passed' || found.publicKey === undefined) {
    return notEvaluated('integrity', 'key');
  }
  const { check } = verifyJwt(token, found.publicKey, context.suite);
  return check.code === 'ALG_KEY_MISMATCH' ? notEvaluated('integrity', 'agreement') : check;
}
