// SPDX-License-Identifier: Apache-2.0
import type { Digest } from '@touchstone/identifiers';
import { issuerOf, type Period, periodOf, shapeFaults } from '../formats/credential-shape.ts';
import { type JsonObject, listOf } from '../formats/json-value.ts';
import { statementDigest } from '../formats/statement-digest.ts';
import { CHECK_NAMES, type Check, failed, gravest, notEvaluated, passed, undecided } from './check.ts';
import { checkContext } from './check-context.ts';
import { checkPeriod } from './check-period.ts';
import { checkStatus } from './check-status.ts';
import { checkEmbeddedProof, nothingKnown } from './embedded-proof.ts';
import { checkEnvelopedProof } from './enveloped-proof.ts';
import { isProofBroken, isProofSound, type ProofReport } from './proof-report.ts';
import { type Reading, readInput } from './read-input.ts';
import type { SigningTime, VerificationContext } from './verification-context.ts';

/** Most proofs of one credential that are looked at; each costs a signature. */
const PROOFS_MAX = 16;

/** The verdict about one credential: every check of `CHECK_NAMES`, in that order, whatever the first one says. */
export interface CredentialCheck {
  /** Every check passed; or one failed; or none failed but some could not be decided. */
  readonly outcome: 'verified' | 'rejected' | 'incomplete';
  readonly form: Reading['form'];
  readonly checks: readonly Check[];
  /** Each proof with checks of its own; the first is the one that `checks` speaks of. */
  readonly proofs: readonly ProofReport[];
  /** The credential as read; absent when the bytes are none. It may be anything: look at the checks first. */
  readonly document?: JsonObject;
  readonly issuer?: string | undefined;
  /** Digest of the body without proof, as references carry it; worked out when it is first asked for. */
  readonly digest?: Digest | undefined;
  readonly signedAt?: SigningTime | undefined;
}

/** Judges the bytes of a credential, embedded or as a token. Never throws for what is in them; needs no network. */
export function verifyCredential(input: string | Uint8Array, context: VerificationContext): CredentialCheck {
  return verifyReading(readInput(input, context.limits), context);
}

/** As `verifyCredential`, of what `readInput` has read: for a caller who looks into a document before judging it. */
export function verifyReading(reading: Reading, context: VerificationContext): CredentialCheck {
  if (reading.form === 'unreadable') {
    const checks = [reading.syntax, ...CHECK_NAMES.slice(1).map((name) => notEvaluated(name, 'syntax'))];
    return { outcome: outcomeOf(checks), form: 'unreadable', checks, proofs: [] };
  }
  const { document } = reading;
  const reports = checkProofs(reading, context);
  const deciding = reports.find(isProofSound) ?? reports.find((report) => !isProofBroken(report)) ?? reports[0];
  const others = reports.filter((report) => report !== deciding);
  const signedAt = deciding.signedAt;
  const issuer = issuerOf(document);
  const period = periodOf(document);
  const checks = [
    reading.syntax,
    checkShape(document, period),
    checkCoveredContext(document, deciding, context),
    ...deciding.checks,
    checkPeriod(period, deciding, context.on),
    checkStatus(document, { name: 'status-at-issue', at: signedAt?.instant }, context),
    checkStatus(document, { name: 'status-on', at: context.on }, context),
    checkOthers(others),
  ];
  let known: Digest | undefined;
  return {
    outcome: outcomeOf(checks),
    form: reading.form,
    checks,
    proofs: [deciding, ...others],
    document,
    issuer,
    signedAt,
    // To canonicalise and hash a body costs a good part of a signature, and not every caller refers to the statement.
    get digest(): Digest {
      known ??= deciding.digest?.() ?? statementDigest(document, context.suite);
      return known;
    },
  };
}

function outcomeOf(checks: readonly Check[]): CredentialCheck['outcome'] {
  if (checks.some(({ outcome }) => outcome === 'failed')) {
    return 'rejected';
  }
  return checks.every(({ outcome }) => outcome === 'passed') ? 'verified' : 'incomplete';
}

/** The token around the credential, if any, then the proofs within it. */
function checkProofs(
  reading: Exclude<Reading, { form: 'unreadable' }>,
  context: VerificationContext,
): readonly [ProofReport, ...ProofReport[]] {
  const { document } = reading;
  const enveloped = reading.form === 'enveloped' ? [checkEnvelopedProof(document, reading.token, context)] : [];
  const proofs = listOf(document.proof);
  const embedded =
    proofs.length > PROOFS_MAX
      ? [
          nothingKnown(
            failed('proof-type', 'TOO_MANY_PROOFS', `at most ${PROOFS_MAX} proofs are looked at, not ${proofs.length}`),
          ),
        ]
      : proofs.map((proof) => checkEmbeddedProof(document, proof, context));
  const [first, ...rest] = [...enveloped, ...embedded];
  return first === undefined
    ? [nothingKnown(failed('proof-type', 'NO_PROOF', 'the credential is not signed'))]
    : [first, ...rest];
}

function checkShape(document: JsonObject, period: Period): Check {
  const faults = shapeFaults(document, period);
  const [first] = faults;
  return first === undefined
    ? passed('shape')
    : failed('shape', first.code, faults.map(({ pointer, message }) => `${pointer} ${message}`).join('; '));
}

function checkCoveredContext(document: JsonObject, proof: ProofReport, context: VerificationContext): Check {
  const known = checkContext(document, context.contexts);
  return proof.isContextCovered
    ? known
    : gravest(known, [failed('context', 'CONTEXT_NOT_SIGNED', 'contexts were added that the proof does not cover')]);
}

/** Other proofs do not lend their strength to the deciding one, but a broken one among them is not passed over. */
function checkOthers(others: readonly ProofReport[]): Check {
  const name = 'other-proofs';
  const label = ({ id, suite, keyId }: ProofReport): string =>
    id ?? `${suite ?? 'unknown'} by ${keyId ?? 'an unnamed key'}`;
  const broken = others.find(isProofBroken);
  if (broken !== undefined) {
    return failed(name, 'OTHER_PROOF_FAILED', `the proof ${label(broken)} does not hold`);
  }
  const open = others.find((report) => !isProofSound(report));
  return open === undefined
    ? passed(name)
    : undecided(name, 'OTHER_PROOF_NOT_EVALUATED', `the proof ${label(open)} could not be decided`);
}
