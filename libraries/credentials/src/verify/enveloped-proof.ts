// SPDX-License-Identifier: Apache-2.0
import { type Instant, instantFromMilliseconds } from '@touchstone/identifiers';
import { shown } from '../credential-error.ts';
import type { CompactJws } from '../formats/compact-jws.ts';
import { issuerOf } from '../formats/credential-shape.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../formats/json-value.ts';
import { type Check, type CheckCode, failed, gravest, notEvaluated, passed, undecided } from './check.ts';
import { signingTime } from './embedded-proof.ts';
import { checkAuthorisation, checkIssuer, type FoundKey, findKey } from './find-key.ts';
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
  const [issuedAt, notBefore, expires] = ['iat', 'nbf', 'exp'].map((name) => secondsOf(claim(document, header, name)));
  const signedAt = signingTime(issuedAt, context.loggedAt);
  const found = findKey(absoluteKeyId(header.kid, issuer), signedAt, context);
  const type = checkAlgorithm(header.alg);
  return {
    form: 'vc+jwt',
    ...(typeof header.alg === 'string' ? { suite: header.alg } : {}),
    ...(found.keyId === undefined ? {} : { keyId: found.keyId }),
    ...(found.publicKey === undefined ? {} : { publicKey: found.publicKey }),
    ...(signedAt === undefined ? {} : { signedAt }),
    ...(notBefore === undefined ? {} : { notBefore }),
    ...(expires === undefined ? {} : { expires }),
    previous: [],
    checks: [
      type,
      checkOptions(document, header),
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

function checkOptions(document: JsonObject, header: JsonObject): Check {
  const name = 'proof-options';
  const subject = isJsonObject(document.credentialSubject) ? document.credentialSubject.id : undefined;
  return gravest([
    header.crit === undefined
      ? passed(name)
      : failed(
          name,
          'UNSUPPORTED_CRITICAL_HEADER',
          `the header makes ${shown(header.crit)} critical; nothing is supported`,
        ),
    // vc-jose-cose 1.0, 3.1.1: the claims of the older way to put a credential into a token.
    document.vc === undefined && document.vp === undefined
      ? passed(name)
      : failed(name, 'FORBIDDEN_CLAIM', 'the payload is the credential itself: it has no claims vc and vp'),
    checkSame('iss', claim(document, header, 'iss'), issuerOf(document)),
    checkSame('jti', claim(document, header, 'jti'), document.id),
    checkSame('sub', claim(document, header, 'sub'), subject),
    checkSeconds(claim(document, header, 'iat'), 'iat', 'BAD_CREATED'),
    checkSeconds(claim(document, header, 'nbf'), 'nbf', 'BAD_EXPIRES'),
    checkSeconds(claim(document, header, 'exp'), 'exp', 'BAD_EXPIRES'),
  ]);
}

function checkSame(name: string, given: JsonValue | undefined, own: JsonValue | undefined): Check {
  return given === undefined || given === own
    ? passed('proof-options')
    : failed('proof-options', 'JWT_CLAIM_CONFLICT', `${name} is ${shown(given)}, the credential says ${shown(own)}`);
}

function checkSeconds(given: JsonValue | undefined, name: string, code: CheckCode): Check {
  return given === undefined || secondsOf(given) !== undefined
    ? passed('proof-options')
    : failed('proof-options', code, `${name} must be seconds since 1970, not ${shown(given)}`);
}

/** A claim of the payload, or its copy in the header. RFC 7519, sections 4 and 5.3. */
function claim(document: JsonObject, header: JsonObject, name: string): JsonValue | undefined {
  return document[name] ?? header[name];
}

function secondsOf(value: JsonValue | undefined): Instant | undefined {
  return typeof value === 'number' && value >= 0 && value <= SECONDS_MAX
    ? instantFromMilliseconds(Math.floor(value * 1_000))
    : undefined;
}

function absoluteKeyId(kid: JsonValue | undefined, issuer: string | undefined): JsonValue | undefined {
  return typeof kid === 'string' && kid.startsWith('#') ? `${issuer}${kid}` : kid;
}

function checkAgreement(header: JsonObject, { publicKey }: FoundKey): Check {
  const needed = JWT_ALGORITHMS.get(header.alg);
  return gravest([
    publicKey === undefined || needed === undefined || needed === publicKey.type
      ? passed('agreement')
      : failed('agreement', 'ALG_KEY_MISMATCH', `${header.alg} needs a key of type ${needed}, not ${publicKey.type}`),
    checkTyp(header.typ),
    header.cty === undefined || isMediaType(header.cty, 'vc')
      ? passed('agreement')
      : failed('agreement', 'BAD_CTY', `cty must be vc, not ${shown(header.cty)}`),
    needed === undefined ? notEvaluated('agreement', 'proof-type') : passed('agreement'),
    publicKey === undefined ? notEvaluated('agreement', 'key') : passed('agreement'),
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
