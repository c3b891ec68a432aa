// SPDX-License-Identifier: Apache-2.0
import type { CryptoSuite } from '@touchstone/credentials/formats';
import type { Place } from '@touchstone/identifiers';
import type { RequirementSet } from '@touchstone/requirements';
import type { Claim } from '@touchstone/statements';
import { type Check, type Finding, finding, reason } from '../check.ts';
import { classify } from '../checks/claim/classification.ts';
import { checkCompetence } from '../checks/competence/competence.ts';
import { vouchesFor } from '../checks/competence/competence-chain.ts';
import { checkMeasurement } from '../checks/measurement/measurement.ts';
import { checkNotOpened } from '../checks/document/not-opened.ts';
import { checkObjectLink } from '../checks/lot/object-link.ts';
import { checkPlausibility } from '../checks/time/plausibility.ts';
import { checkProof } from '../checks/document/proof.ts';
import type { EvidenceSet, Held, HeldOf } from '../evidence-set.ts';
import type { DocumentVerdict } from '../verdict.ts';
import type { Bench } from './bench.ts';
import { createBench, findPolicy } from './create-bench.ts';
import { createCryptographicCheck } from './cryptographic-check.ts';
import { judgeDocuments } from './document-verdict.ts';
import { indicatorsOnReport, type RuleOnReport } from './indicators-on-report.ts';
import { type KnownAgainst, knownAgainst } from './known-against.ts';
import { statedBy } from './stated-by.ts';
import { inOrder } from './trial.ts';
import { scoreCaveats } from './unsatisfactory-scores.ts';

/** One check of the signature and form of a document, as the credential verifier names it. */
export interface ProofLink {
  readonly name: string;
  readonly outcome: 'passed' | 'failed' | 'not-evaluated';
  readonly code?: string;
  readonly detail?: string;
}

/** One document with its chain: the proof first, then, place by place, who vouches for it up to a trust anchor. */
export interface DocumentChain {
  readonly format: 'touchstone-document/1';
  readonly document: DocumentVerdict;
  readonly proof: readonly ProofLink[];
  readonly places: readonly {
    readonly place: Place;
    readonly policy: string | null;
    readonly checks: readonly Check[];
    /** What stands against its issuer and whom it is about; absent where its words are nobody's, or no policy is known. */
    readonly against?: KnownAgainst;
  }[];
  /** Of a sound report: what a laboratory's gate would notice, once for all places. Decides nothing. */
  readonly indicators?: readonly RuleOnReport[];
}

/** Judges the one document presented in the evidence set. Key authorisation, period and status are links of the places. */
export function verifyDocument(given: EvidenceSet, requirements: RequirementSet, suite: CryptoSuite): DocumentChain {
  const [held] = given.presented;
  if (held === undefined) throw new RangeError('verifyDocument() needs one presented document');
  const set = ofItsProducer(given, held);
  const cryptographic = createCryptographicCheck(set, suite);
  const { food } = classify(set.claim, requirements.taxonomy);
  const court = { set, requirements, suite, food, cryptographic };
  const benches = set.question.places.map((place) => {
    const policy = findPolicy(court, place);
    return { place, policy, bench: policy === undefined ? undefined : createBench(court, place, policy) };
  });
  const sitting = benches.flatMap(({ bench }) => bench ?? []);
  const [document] = judgeDocuments(court, sitting);
  const indicators = indicatorsOnReport(held, court, sitting);
  // What is forged, not signed or cannot be read is no word of whom it names.
  const isSomebodys = document?.standing !== 'unread' && checkProof(held, cryptographic(held)) === undefined;
  return {
    format: 'touchstone-document/1',
    document: document as DocumentVerdict,
    proof: cryptographic(held)
      .checks.filter(({ name }) => !JUDGED_BY_PLACE.includes(name))
      .map(({ name, outcome, code, detail }) => ({
        name,
        outcome,
        ...(code === undefined ? {} : { code }),
        ...(detail === undefined ? {} : { detail }),
      })),
    places: benches.map(({ place, policy, bench }) => ({
      place,
      policy: policy?.statement.subject.title ?? null,
      checks: bench === undefined ? [] : inOrder(chainOf(held, bench), bench),
      ...(bench === undefined || !isSomebodys ? {} : { against: knownAgainst(held, bench) }),
    })),
    ...(indicators === undefined ? {} : { indicators }),
  };
}

/** What the verifier leaves to statements that only a place can weigh. */
const JUDGED_BY_PLACE: readonly string[] = ['key-authorisation', 'validity-period', 'status-at-issue', 'status-on'];

function chainOf(held: Held, bench: Bench): readonly Finding[] {
  const links = linksOf(held, bench);
  const hidden = checkNotOpened([held.link, ...links.flatMap(({ rests }) => rests)], bench);
  return hidden === undefined ? links : [...links, hidden];
}

function linksOf(held: Held, bench: Bench): readonly Finding[] {
  const document = bench.soundness(held, bench.on);
  if (document.outcome !== 'passed') return [document];
  switch (held.statement?.kind) {
    case 'TestReport':
      return [document, ...reportChain(held as HeldOf<'TestReport'>, bench)];
    case 'Accreditation':
    case 'StatutoryQualification':
    case 'Designation':
      return [document, grantChain(held as HeldOf<'Accreditation'>, bench)];
    default:
      return [document, statedBy(held, bench)];
  }
}

/** Competence and measurement line by line: the results of one report may stand differently. */
function reportChain(report: HeldOf<'TestReport'>, bench: Bench): readonly Finding[] {
  const results = report.statement.subject.results.flatMap((result) => {
    const competence = checkCompetence(report, result, bench);
    // What proficiency testing said of the laboratory refutes nothing, and is said beside who vouches for it.
    const reasons = [...competence.finding.reasons, ...scoreCaveats(report, result, bench)];
    const named = (found: Finding): Finding => ({
      ...found,
      reasons: [
        reason('RESULT', `result ${result.result}: ${result.substance} by ${result.method.standard}`),
        ...found.reasons,
      ],
    });
    return [
      named({ ...competence.finding, reasons }),
      named(checkMeasurement(result, competence.kinds, bench)),
      named(checkPlausibility(report, result, bench)),
    ];
  });
  return [checkObjectLink(report, bench), ...results];
}

function grantChain(grant: HeldOf<'Accreditation'>, bench: Bench): Finding {
  const standing = vouchesFor(grant, {
    activity: grant.statement.subject.scope?.[0]?.activity ?? 'testing',
    on: bench.on,
    bench,
  });
  return finding('competence', standing.outcome, standing);
}

/** Nobody claims the lot of a document that is looked at by itself: it is that of the producer whom its record names. */
function ofItsProducer(set: EvidenceSet, { statement }: Held): EvidenceSet {
  if (statement?.kind !== 'TestReport') return set;
  const { samplingRecord, statedLot } = statement.subject.sample;
  const record = samplingRecord === undefined ? 'missing' : set.resolve(samplingRecord);
  const sampled =
    typeof record !== 'string' && record.statement?.kind === 'SamplingRecord'
      ? record.statement.subject.lot
      : undefined;
  const producer = sampled?.producer ?? statedLot?.producer;
  const { client } = statement.subject;
  const presenter = client === undefined ? {} : { presenter: client };
  const actors = producer === undefined ? [] : [{ ...producer, role: 'producer' as const }];
  return { ...set, claim: { ...set.claim, ...presenter, actors } };
}

/** The claim that a document makes by itself, so that its links can be followed without a dossier. */
export function claimOfDocument(held: Held): Claim {
  const statement = held.statement;
  const lot =
    statement?.kind === 'TestReport'
      ? statement.subject.sample.statedLot
      : statement?.kind === 'SamplingRecord'
        ? statement.subject.lot
        : undefined;
  return {
    product: { name: lot?.food ?? held.link.title, ...(lot === undefined ? {} : { food: lot.food }) },
    lot: { lotNumber: lot?.lotNumber ?? 'not stated' },
    actors: [],
    route: [],
  };
}
