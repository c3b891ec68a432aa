// SPDX-License-Identifier: Apache-2.0
import { dayOfInstant } from '@touchstone/identifiers';
import {
  asTestResult,
  type CheckGroup,
  type Gap,
  type GapCode,
  type UntpAssessment,
  type UntpDocument,
  type UntpResult,
} from '@touchstone/statements';
import { type CheckOutcome, type Finding, finding, notEvaluated, type Reason, reason, worstOutcome } from '../check.ts';
import { checkAdmissibility } from '../checks/admission/admissibility.ts';
import { decisionFinding } from '../checks/figures/decision.ts';
import { isContradiction } from '../checks/document/document.ts';
import { LOCAL_OFFSET_MINUTES } from '../checks/time/local-time.ts';
import { checkRestrictions } from '../checks/restriction/restrictions.ts';
import type { Held } from '../evidence-set.ts';
import type { Bench } from './bench.ts';
import { decideVersions, type VersionsDecision } from './decide-versions.ts';
import { onceEach } from './reports-on-lot.ts';
import { findSubstance } from './substances.ts';
import type { LimitTopic } from './topic.ts';
import { inOrder, TRIAL_GROUPS } from './trial.ts';
import type { TriedResult } from './tried-result.ts';

type Attestation = Extract<UntpDocument, { kind: 'DigitalConformityCredential' }>;
type Attested = Held & { readonly untp: Attestation };

/** The group of checks that each gap leaves open. */
const GROUP_OF_GAP: Readonly<Record<GapCode, CheckGroup>> = {
  MISSING_MEMBER: 'admissibility',
  BAD_MEMBER: 'admissibility',
  TOO_MANY: 'admissibility',
  CONTRADICTION: 'admissibility',
  ISSUER_WITHOUT_DID: 'competence',
  ISSUER_PLACE_UNSTATED: 'competence',
  SELF_ASSESSED: 'competence',
  AUTHORISATION_UNCONFIRMED: 'competence',
  NO_SCOPE_LINES: 'competence',
  NO_SIGNATORY: 'competence',
  NO_OBJECT: 'object-link',
  NO_LOT: 'object-link',
  OBJECT_UNVERIFIED: 'object-link',
  NO_SAMPLING_RECORD: 'object-link',
  NO_SCHEME_TYPE: 'object-link',
  NO_RESULT: 'decision',
  OUTCOME_UNSTATED: 'decision',
  SUBSTANCE_BY_NAME: 'decision',
  DIGITS_UNKNOWN: 'decision',
  UNIT_UNKNOWN: 'decision',
  TOLERANCE_IS_NO_UNCERTAINTY: 'decision',
  NO_UNCERTAINTY: 'decision',
  NO_BASIS: 'decision',
  NO_METHOD: 'method',
  METHOD_WITHOUT_EDITION: 'method',
  NO_DETECTION_LIMITS: 'method',
  ASSESSED_TAKEN_AS_TESTED: 'plausibility',
  NO_INSTRUMENTS: 'measurement',
};

/**
 * Tries the conformity credentials of UNTP 0.7.0 that were presented. What such a credential says is compared with the
 * limit; what it leaves open is a check that is undetermined, by name. It has no place for a sampling record, for
 * instruments or for a signatory, so that it is never accepted by itself, whatever force a policy gives those groups.
 */
export function tryUntp(topic: LimitTopic, bench: Bench): readonly TriedResult[] {
  const presented = onceEach(bench.set.presented.filter(isAttestation));
  return presented.flatMap((held) =>
    held.untp.reading.assessments.flatMap((assessment) =>
      assessment.results.flatMap((result) => tryResult(held, { assessment, result }, topic, bench) ?? []),
    ),
  );
}

function isAttestation(held: Held): held is Attested {
  return held.untp?.kind === 'DigitalConformityCredential';
}

interface Measured {
  readonly assessment: UntpAssessment;
  readonly result: UntpResult;
}

function tryResult(held: Attested, measured: Measured, topic: LimitTopic, bench: Bench): TriedResult | undefined {
  const substance = findSubstance(bench.requirements, measured.result.substance);
  const isAsked = topic.versions.some(
    ({ requirement }) => requirement.substanceId === substance || requirement.screenedBy?.substanceId === substance,
  );
  if (substance === undefined || !isAsked) return undefined;
  const document = bench.soundness(held, bench.on);
  const isSound = document.outcome === 'passed';
  const tested = asTestResult(measured.result, substance);
  const decided = isSound && tested !== undefined ? decideVersions(topic, tested, bench) : undefined;
  const checks = isSound
    ? soundChecks(held, measured, { decided, bench })
    : TRIAL_GROUPS.slice(2).map((group) => notEvaluated(group, 'document'));
  return {
    document: held.link,
    result: measured.result.result,
    outcome: decided?.outcome ?? 'inconclusive',
    standing: isContradiction(document) ? 'contradicted' : 'not-accepted',
    checks: inOrder([admissibility(held, measured, bench), document, ...checks], bench),
    isAgainst: decided?.isAgainst ?? false,
    mayFail: decided?.mayFail ?? false,
    caveats: [],
    editions: [],
    ...(tested === undefined ? {} : { tested: { result: tested, foreign: true } }),
  };
}

/** It serves as a test report would; in which language it was written, it has no member to say. */
function admissibility(held: Attested, { result }: Measured, bench: Bench): Finding {
  const { validFrom } = held.untp;
  const gaps = gapsOf(held, result, 'admissibility');
  if (validFrom === undefined) return open('admissibility', 'undetermined', gaps);
  const issuedOn = dayOfInstant(validFrom, LOCAL_OFFSET_MINUTES);
  const made = checkAdmissibility({ kind: 'TestReport', purpose: 'limit', issuedOn, language: undefined }, bench);
  return open('admissibility', made.outcome, [...made.reasons, ...gaps]);
}

function soundChecks(
  held: Attested,
  measured: Measured,
  { decided, bench }: { readonly decided: VersionsDecision | undefined; readonly bench: Bench },
): readonly Finding[] {
  const gaps = (group: CheckGroup) => gapsOf(held, measured.result, group);
  const said = [...(decided?.reasons ?? []), ...gaps('decision')];
  const decision = decisionFinding(decided?.outcome ?? 'inconclusive', orSilence(said));
  const other = otherObject(measured.assessment, bench);
  return [
    open('object-link', other.length > 0 ? 'failed' : 'passed', [...other, ...gaps('object-link')]),
    open('competence', 'passed', gaps('competence')),
    notEvaluated('acceptance', 'competence'),
    open('method', decided?.method.outcome ?? 'passed', [...gaps('method'), ...(decided?.method.reasons ?? [])]),
    open('measurement', 'passed', gaps('measurement')),
    open('plausibility', 'passed', gaps('plausibility')),
    decision,
    checkRestrictions([{ did: held.link.issuer }], ['may-not-issue'], bench),
  ];
}

/** A check whose own answer is `outcome`, and which the gaps leave open at best. */
function open(group: CheckGroup, outcome: CheckOutcome, reasons: readonly Reason[]): Finding {
  return finding(group, worstOutcome([outcome, 'undetermined']), { reasons: orSilence(reasons) });
}

/** A check that is open says why, also where no gap was named. */
function orSilence(reasons: readonly Reason[]): readonly Reason[] {
  if (reasons.length > 0) return reasons;
  return [reason('UNTP_SAYS_NOTHING', 'the credential says nothing that this check could look at')];
}

/** A credential whose every object is of another lot or article is about something else. */
function otherObject({ objects }: UntpAssessment, { set }: Bench): readonly Reason[] {
  const { lot, product } = set.claim;
  const [first] = objects;
  if (first === undefined) return [];
  if (objects.every(({ lotNumber }) => lotNumber !== undefined && lotNumber !== lot.lotNumber)) {
    const values = { claimed: lot.lotNumber, sampled: String(first.lotNumber) };
    return [
      reason('OTHER_LOT', `the credential is about lot ${values.sampled}, the claim about ${lot.lotNumber}`, values),
    ];
  }
  if (product.gtin !== undefined && objects.every(({ gtin }) => gtin !== undefined && gtin !== product.gtin)) {
    const values = { claimed: product.gtin, sampled: String(first.gtin) };
    return [reason('OTHER_GTIN', `the credential is about GTIN ${values.sampled}, not ${product.gtin}`, values)];
  }
  return [];
}

/** The gaps of a group that concern this result: of the document as a whole, of its assessment, and its own. */
function gapsOf({ untp }: Attested, { result }: UntpResult, group: CheckGroup): readonly Reason[] {
  const seen = new Set<GapCode>();
  return untp.gaps
    .filter((gap) => GROUP_OF_GAP[gap.code] === group && concerns(gap, result))
    .filter(({ code }) => !seen.has(code) && seen.add(code) !== undefined)
    .map(({ code, at, message }) => reason('UNTP_GAP', `${message} (${at})`, { gap: code, at }));
}

function concerns({ at }: Gap, result: string): boolean {
  if (!at.includes('/conformityAssessment/')) return true;
  const [assessment] = result.split('/assessedPerformance') as [string];
  if (at !== assessment && !at.startsWith(`${assessment}/`)) return false;
  return !at.includes('/assessedPerformance/') || at === result || at.startsWith(`${result}/`);
}
