// SPDX-License-Identifier: Apache-2.0
import type { CryptoSuite } from '@touchstone/credentials/formats';
import { type Digest, digestFromSha256, type Place } from '@touchstone/identifiers';
import { coverageOf, type RequirementSet } from '@touchstone/requirements';
import { type Finding, finding, reason } from '../check.ts';
import { checkClaim } from '../checks/claim/claim.ts';
import { classify } from '../checks/claim/classification.ts';
import type { EvidenceSet } from '../evidence-set.ts';
import type { Cell, Column, Row, Verdict } from '../verdict.ts';
import type { Bench } from './bench.ts';
import { emptyCell, judgeCell, tryTopic } from './cell.ts';
import { type Court, createBench, findPolicy } from './create-bench.ts';
import { consultedLogs } from '../logs/consulted-logs.ts';
import { createCryptographicCheck } from './cryptographic-check.ts';
import { judgeDocuments } from './document-verdict.ts';
import { mixedEditions } from './editions.ts';
import { unknownSubstances } from './substances.ts';
import type { Topic } from './topic.ts';
import { topicsOf, unknownSubstanceTopic } from './topics.ts';

/**
 * Evidence set + requirements + place policies + day -> verdict: a tree that opens link by link.
 * Synchronous and pure. Whatever cannot be known is `unknown`, with what would settle it.
 */
export function judge(set: EvidenceSet, requirements: RequirementSet, suite: CryptoSuite): Verdict {
  const classified = classify(set.claim, requirements.taxonomy);
  const court: Court = {
    set,
    requirements,
    suite,
    food: classified.food,
    cryptographic: createCryptographicCheck(set, suite),
  };
  const judged = set.question.places.map((place) => judgePlace(place, classified.finding, court));
  const columns = judged.map(({ column }) => column);
  const benches = judged.flatMap(({ bench }) => bench ?? []);
  const documents = judgeDocuments(court, benches);
  const cells = columns.flatMap((column) => column.cells);
  const count = (verdict: Cell['verdict']) => cells.filter((cell) => cell.verdict === verdict).length;
  return {
    format: 'touchstone-verdict/1',
    claim: set.claim,
    on: set.question.on,
    knownAt: { ...set.cut, logs: consultedLogs(set.cut.logs, benches) },
    ...(set.question.decisionRule === undefined ? {} : { decisionRule: set.question.decisionRule }),
    evidenceSet: digestOfSet(set, suite),
    rows: rowsOf(cells, requirements),
    columns,
    documents,
    summary: {
      proved: count('proved'),
      refuted: count('refuted'),
      unknown: count('unknown'),
      contradictedDocuments: documents.filter(({ standing }) => standing === 'contradicted').length,
    },
  };
}

function judgePlace(
  place: Place,
  classification: Finding,
  court: Court,
): { readonly column: Column; readonly bench: Bench | undefined } {
  const { set, requirements, food } = court;
  const { on } = set.question;
  const policy = findPolicy(court, place);
  const common = [checkClaim(set.claim, place, on), classification, ...truncation(set)];
  const secondary = policy?.statement.subject.secondary ?? 'blocks';
  const known = food === undefined ? [] : topicsOf(requirements, { claim: set.claim, food, place, on, secondary });
  const topics = [...known, ...unknownSubstances(requirements, set.claim.scope).map(unknownSubstanceTopic)];
  const bench = policy === undefined ? undefined : createBench(court, place, policy);
  const cells =
    bench === undefined
      ? topics.map((topic) => emptyCell(topic, withPolicy(common, bench, place), place))
      : judgeTopics(topics, common, bench);
  const column: Column = {
    place,
    policy:
      policy === undefined
        ? null
        : {
            title: policy.statement.subject.title,
            demonstration: policy.statement.subject.demonstration,
            link: policy.link,
          },
    cells: cells.length > 0 ? cells : [emptyCell(nothingAsked(food), withPolicy(common, bench, place), place)],
    coverage: coverageColumn(requirements, place, food, cells),
  };
  return { column, bench };
}

/** Each topic by itself, then what they say of each other: a cell that leans on an edition that another one fails is open. */
function judgeTopics(topics: readonly Topic[], common: readonly Finding[], bench: Bench): readonly Cell[] {
  const judged = topics.map((topic) => {
    if (topic.versions.length === 0) return { topic, trials: [], cell: emptyCell(topic, common, bench.place) };
    const trials = tryTopic(topic, bench);
    return { topic, trials, cell: judgeCell(topic, { trials, common }, bench) };
  });
  const against = mixedEditions(judged);
  return judged.map(({ topic, trials, cell }) => {
    const mixed = against.get(cell);
    return mixed === undefined ? cell : judgeCell(topic, { trials, common, mixed }, bench);
  });
}

function withPolicy(common: readonly Finding[], bench: Bench | undefined, place: Place): readonly Finding[] {
  if (bench !== undefined) return common;
  const why = reason('NO_PLACE_POLICY', `no policy of ${place} in force is at hand from a root that is trusted`, {
    place,
  });
  return [...common, finding('admissibility', 'undetermined', { reasons: [why] })];
}

/** A question that has no row at all: the product is not classified, or no requirement of the asked kind is loaded. */
function nothingAsked(food: string | undefined): Topic {
  const why =
    food === undefined
      ? reason('NOT_CLASSIFIED', 'the product is not classified, so no requirement can be found')
      : reason('NO_REQUIREMENT_LOADED', 'no requirement of the kind asked about is loaded');
  return {
    topic: 'requirements',
    kind: 'limit',
    versions: [],
    hasUnloadedVersions: false,
    finding: finding('requirements', 'undetermined', { reasons: [why] }),
  };
}

/** More evidence may exist than was fetched; what is proved on what was fetched could be contradicted by it. */
function truncation(set: EvidenceSet): readonly Finding[] {
  if (!set.truncated) return [];
  return [
    finding('claim', 'undetermined', {
      reasons: [reason('EVIDENCE_TRUNCATED', 'not all evidence could be fetched within the permitted round trips')],
    }),
  ];
}

function coverageColumn(
  requirements: RequirementSet,
  place: Place,
  food: string | undefined,
  cells: readonly Cell[],
): Column['coverage'] {
  const meets = cells.filter(({ verdict }) => verdict === 'proved').length;
  const coverage = food === undefined ? undefined : coverageOf(requirements, place, food);
  if (coverage === undefined || !coverage.reviewed) {
    const summary = reason(
      'COVERAGE_NOT_REVIEWED',
      `meets ${meets} of ${cells.length} loaded requirements asked about; nobody has reviewed what else applies`,
      { meets: String(meets), asked: String(cells.length) },
    );
    return { complete: false, reviewed: false, rows: [], summary };
  }
  const values = {
    meets: String(meets),
    asked: String(cells.length),
    notLoaded: String(coverage.notLoaded),
    loaded: String(coverage.counts.loaded),
  };
  const detail = `meets ${meets} of ${cells.length} loaded requirements asked about; of the reviewed list ${coverage.counts.loaded} are loaded, ${coverage.notLoaded} not or in part`;
  return {
    complete: coverage.complete,
    reviewed: true,
    rows: coverage.items.map(({ item, status, reason: why }) => ({ item, status, reason: why })),
    summary: reason(coverage.complete ? 'COVERAGE_COMPLETE' : 'COVERAGE_PARTIAL', detail, values),
  };
}

function rowsOf(cells: readonly Cell[], { substances }: RequirementSet): readonly Row[] {
  const topics = [...new Set(cells.map(({ topic }) => topic))];
  return topics.map((topic) => {
    const [kind = topic, ...rest] = topic.split(':');
    const name = rest.join(':');
    const substance = kind === 'limit' ? substances.get(name) : undefined;
    const title = cells.find((cell) => cell.topic === topic)?.requirements[0];
    return { topic, kind, names: substance?.names ?? { en: kind === 'limit' ? name : (title?.text ?? topic) } };
  });
}

/** Digest over the digests of everything held, signed or typed, in an order that does not depend on how it was found. */
function digestOfSet(set: EvidenceSet, suite: CryptoSuite): Digest {
  const typed = set.transcribed.map((one) => JSON.stringify(one));
  const ofLogs = [...set.logs.receipts.values(), ...set.logs.completeness.map(({ text }) => text)];
  const texts = [...set.all.map(({ text }) => text), ...typed, ...ofLogs];
  const parts = texts.map((text) => digestFromSha256(suite.sha256(text))).sort();
  return digestFromSha256(suite.sha256(parts.join('\n')));
}
