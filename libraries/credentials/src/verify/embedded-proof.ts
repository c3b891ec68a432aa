// SPDX-License-Identifier: Apache-2.0
import type { Instant } from '@touchstone/identifiers';
import { shown } from '../credential-error.ts';
import { instantOf, issuerOf } from '../formats/credential-shape.ts';
import { type ContextRelation, contextRelation } from '../formats/data-integrity.ts';
import { isJsonObject, type JsonObject, type JsonValue, listOf } from '../formats/json-value.ts';
import type { PublicKey } from '../formats/multikey.ts';
import { type Check, type CheckCode, failed, firstFault, notEvaluated, passed, undecided } from './check.ts';
import { checkAuthorisation, checkIssuer, type FoundKey, findKey, unlessDisowned } from './find-key.ts';
import type { ProofReport } from './proof-report.ts';
import type { SigningTime, VerificationContext } from './verification-context.ts';
import { type SignatureCheck, suiteAlgorithms, verifyDataIntegrity } from './verify-signature.ts';

/** Suites of W3C that are known by name and not verified here: they need RDF canonicalisation, or pairings. */
const SUITES_NOT_IMPLEMENTED: ReadonlySet<unknown> = new Set([
  'eddsa-rdfc-2022',
  'ecdsa-rdfc-2019',
  'ecdsa-sd-2023',
  'bbs-2023',
]);

/** All checks of one Data Integrity proof. W3C vc-data-integrity 1.0, 4.4 and 4.5. */
export function checkEmbeddedProof(document: JsonObject, proof: JsonValue, context: VerificationContext): ProofReport {
  if (!isJsonObject(proof) || proof.type !== 'DataIntegrityProof') {
    const given = shown(isJsonObject(proof) ? proof.type : proof);
    return nothingKnown(
      failed('proof-type', 'UNKNOWN_PROOF_TYPE', `a proof is of type DataIntegrityProof, not ${given}`),
    );
  }
  const created = instantOf(proof.created);
  const expires = instantOf(proof.expires);
  const signedAt = signingTime(created, context.loggedAt);
  const issuer = issuerOf(document);
  const found = unlessDisowned(findKey(proof.verificationMethod, signedAt, context), issuer, context);
  const type = checkSuite(proof.cryptosuite);
  const chain = earlierProofs(document, proof);
  const relation = contextRelation(document, proof);
  const options = checkOptions(proof, { created, expires, chain, relation });
  const agreement = checkAgreement(proof, type, found);
  const { check: integrity, digest } = checkIntegrity({ document, proof, earlier: chain.earlier }, found, {
    context,
    premises: [type, found.check, agreement, hashable(options)],
  });
  return {
    form: 'data-integrity',
    suite: textOf(proof.cryptosuite),
    id: textOf(proof.id),
    keyId: found.keyId,
    publicKey: found.publicKey,
    signedAt,
    expires,
    previous: chain.ids,
    checks: [
      type,
      options,
      found.check,
      agreement,
      integrity,
      checkIssuer(found, issuer, context),
      checkAuthorisation(found, issuer, signedAt),
    ],
    isContextCovered: relation !== 'beginning',
    digest,
  };
}

/** The logged time is nobody's claim; without a log the issuer's own is all there is. */
export function signingTime(claimed: Instant | undefined, loggedAt: Instant | undefined): SigningTime | undefined {
  if (loggedAt !== undefined) {
    return { instant: loggedAt, source: 'log' };
  }
  return claimed === undefined ? undefined : { instant: claimed, source: 'issuer-claim' };
}

/** The report of a proof of which not even the kind is known. */
export function nothingKnown(type: Check): ProofReport {
  const names = ['proof-options', 'key', 'agreement', 'integrity', 'issuer', 'key-authorisation'] as const;
  return {
    form: 'data-integrity',
    previous: [],
    checks: [type, ...names.map((name) => notEvaluated(name, 'proof-type'))],
    isContextCovered: true,
  };
}

function checkSuite(cryptosuite: JsonValue | undefined): Check {
  if (suiteAlgorithms(cryptosuite) !== undefined) {
    return passed('proof-type');
  }
  return SUITES_NOT_IMPLEMENTED.has(cryptosuite)
    ? undecided('proof-type', 'SUITE_NOT_IMPLEMENTED', `the suite ${cryptosuite} is known but not verified here`)
    : failed('proof-type', 'UNKNOWN_SUITE', `the suite ${shown(cryptosuite)} is not known`);
}

/** The earlier proofs that a proof names, with the first that is missing. */
interface Chain {
  readonly ids: readonly string[];
  /** Present when the proof names any. */
  readonly earlier?: readonly JsonObject[];
  readonly missing?: string | undefined;
}

function earlierProofs(document: JsonObject, proof: JsonObject): Chain {
  if (proof.previousProof === undefined) {
    return { ids: [] };
  }
  const ids = listOf(proof.previousProof).map((id) => textOf(id) ?? shown(id));
  const all = listOf(document.proof).filter(isJsonObject);
  return {
    ids,
    earlier: ids.flatMap((id) => all.filter((other) => other.id === id)),
    missing: ids.find((id) => !all.some((other) => other.id === id)),
  };
}

interface ReadOptions {
  readonly created: Instant | undefined;
  readonly expires: Instant | undefined;
  readonly chain: Chain;
  readonly relation: ContextRelation;
}

function checkOptions(proof: JsonObject, { created, expires, chain, relation }: ReadOptions): Check {
  const name = 'proof-options';
  const { missing } = chain;
  return firstFault(name, [
    relation === 'different'
      ? failed(name, 'PROOF_CONTEXT_DIFFERS', 'the document does not begin with the contexts of the proof')
      : undefined,
    missing === undefined
      ? undefined
      : failed(name, 'PREVIOUS_PROOF_MISSING', `no proof has the identifier ${shown(missing)}`),
    proof.proofPurpose === 'assertionMethod'
      ? undefined
      : failed(
          name,
          'WRONG_PROOF_PURPOSE',
          `a credential is signed for assertionMethod, not ${shown(proof.proofPurpose)}`,
        ),
    proof.created === undefined || created !== undefined ? undefined : notAnInstant(proof, 'created', 'BAD_CREATED'),
    proof.expires === undefined || expires !== undefined ? undefined : notAnInstant(proof, 'expires', 'BAD_EXPIRES'),
  ]);
}

function notAnInstant(proof: JsonObject, member: 'created' | 'expires', code: CheckCode): Check {
  return failed('proof-options', code, `${member} must be an instant with its offset, not ${shown(proof[member])}`);
}

function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Without its contexts or its earlier proofs there is nothing to hash; a wrong purpose or date hides no signature. */
function hashable(options: Check): Check {
  return options.code === 'PROOF_CONTEXT_DIFFERS' || options.code === 'PREVIOUS_PROOF_MISSING'
    ? options
    : passed('proof-options');
}

function checkAgreement({ cryptosuite }: JsonObject, type: Check, { check, publicKey }: FoundKey): Check {
  const allowed = suiteAlgorithms(cryptosuite);
  if (allowed === undefined) {
    return notEvaluated('agreement', type.name);
  }
  if (publicKey === undefined) {
    return notEvaluated('agreement', check.name);
  }
  return allowed.some((algorithm) => algorithm === publicKey.type)
    ? passed('agreement')
    : failed(
        'agreement',
        'ALG_KEY_MISMATCH',
        `${cryptosuite} needs a key of type ${allowed.join(' or ')}, not ${publicKey.type}`,
      );
}

function checkIntegrity(
  secured: {
    readonly document: JsonObject;
    readonly proof: JsonObject;
    readonly earlier: readonly JsonObject[] | undefined;
  },
  { publicKey }: FoundKey,
  { context, premises }: { readonly context: VerificationContext; readonly premises: readonly Check[] },
): SignatureCheck {
  const broken = premises.find(({ outcome }) => outcome !== 'passed');
  // Where the check of the key passed, the key is there.
  return broken === undefined
    ? verifyDataIntegrity({ ...secured, bodySha256: context.bodySha256 }, publicKey as PublicKey, context.suite)
    : { check: notEvaluated('integrity', broken.name) };
}
