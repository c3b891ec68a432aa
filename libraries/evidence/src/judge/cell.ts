// SPDX-License-Identifier: Apache-2.0
import { CHECK_GROUPS } from '@touchstone/statements';
import { type Check, type Finding, finding, type Link, notEvaluated, type Reason, reason } from '../check.ts';
import { checkConflict } from '../checks/figures/conflict.ts';
import { concerns } from '../checks/figures/decision.ts';
import { checkNotOpened } from '../checks/document/not-opened.ts';
import { keysOf } from '../checks/restriction/measures.ts';
import { partiesOfLot } from '../checks/party/parties-of-lot.ts';
import { checkRecalls } from '../checks/restriction/recalls.ts';
import { tiedKeys } from '../checks/party/party-ties.ts';
import { checkRestrictions } from '../checks/restriction/restrictions.ts';
import type { Cell, CellVerdict, EvidenceStanding, Outcome } from '../verdict.ts';
import type { Bench } from './bench.ts';
import { reportsOnLot } from './reports-on-lot.ts';
import { toSettle } from './to-settle.ts';
import { isLimitTopic, type LimitTopic, type Topic, viewOf } from './topic.ts';
import { inOrder, inPlace, TRIAL_GROUPS, tryResult } from './trial.ts';
import type { TriedResult } from './tried-result.ts';
import { tryDeclarations } from './try-declaration.ts';
import { tryTranscription } from './try-transcription.ts';
import { tryUntp } from './try-untp.ts';

/** Tries every document on one topic in one place. */
export function tryTopic(topic: Topic, bench: Bench): readonly TriedResult[] {
  return isLimitTopic(topic) ? tryReports(topic, bench) : tryDeclarations(topic, bench);
}

/** What a cell is judged on, beside its topic and place. */
export interface CellGrounds {
  readonly trials: readonly TriedResult[];
  readonly common: readonly Finding[];
  /** What the other cells of the column say against this one; no policy relaxes it. */
  readonly mixed?: Finding | undefined;
}

/** What all documents that were tried on a topic say together. */
export function judgeCell(topic: Topic, { trials, common, mixed }: CellGrounds, bench: Bench): Cell {
  const conflict = checkConflict(trials, bench);
  const counted = trials.filter(({ standing }) => standing === 'accepted').map(({ document }) => document);
  const parties = partiesOfLot(counted, bench);
  const untried = trials.length === 0 ? noDocument(topic) : [];
  const restrictions = checkRestrictions(parties, ['may-not-supply'], bench);
  const made = inOrder([...common, topic.finding, ...untried, conflict, restrictions], bench);
  const evidence = evidenceOf(trials);
  const hidden = outcomeOf(trials, made) === 'meets' ? checkNotOpened(restsOf(trials, made), bench) : undefined;
  const against = [mixed, checkRecalls(tiedKeys(keysOf(parties), bench), bench), hidden].filter(
    (one) => one !== undefined,
  );
  const checks = against.length === 0 ? made : inPlace([...made, ...against.map(required)]);
  const outcome = outcomeOf(trials, checks);
  const verdict = verdictOf(outcome, { evidence, checks, truncated: bench.set.truncated });
  const cell = {
    place: bench.place,
    topic: topic.topic,
    requirements: topic.versions.map(({ requirement }) => viewOf(requirement)),
    outcome,
    evidence,
    verdict,
    checks,
    trials: trials.map(
      ({ caveats: _, isAgainst: __, mayFail: ___, editions: ____, tested: _____, saysAgainst: ______, ...trial }) =>
        trial,
    ),
    caveats: caveatsOf(topic, { trials, checks, verdict }),
  };
  return { ...cell, toSettle: verdict === 'unknown' ? toSettle(cell) : [] };
}

/** All that an answer rests on: the papers that count, and what their checks and those of the cell lean on. */
function restsOf(trials: readonly TriedResult[], made: readonly Check[]): readonly Link[] {
  const counted = trials.filter(({ standing }) => standing === 'accepted');
  const checks = [...made, ...counted.flatMap((trial) => trial.checks)];
  return [...counted.map(({ document }) => document), ...checks.flatMap(({ rests }) => rests)];
}

function required(one: Finding): Check {
  return { ...one, force: 'required' };
}

/** Without a document there is nothing to try; the checks that would be made on it say so. */
function noDocument({ topic }: Topic): readonly Finding[] {
  const why = reason('EVIDENCE_NEEDED', `no document at hand speaks of ${topic}`, { topic });
  return [
    finding('admissibility', 'undetermined', { reasons: [why] }),
    ...TRIAL_GROUPS.filter((group) => group !== 'admissibility' && group !== 'restrictions').map((group) =>
      notEvaluated(group, 'admissibility'),
    ),
  ];
}

/** A cell where no rule is loaded, or nothing can be asked: it says why, and stays unknown. */
export function emptyCell(topic: Topic, common: readonly Finding[], place: Bench['place']): Cell {
  const made = [...common, topic.finding];
  const premise = topic.finding.outcome === 'passed' ? 'admissibility' : 'requirements';
  const checks = CHECK_GROUPS.flatMap((group): readonly Finding[] => {
    const here = made.filter((one) => one.group === group);
    return here.length > 0 ? here : [notEvaluated(group, premise)];
  }).map((one): Check => ({ ...one, force: 'required' }));
  const cell = {
    place,
    topic: topic.topic,
    requirements: topic.versions.map(({ requirement }) => viewOf(requirement)),
    outcome: 'inconclusive' as const,
    evidence: 'none' as const,
    verdict: 'unknown' as const,
    checks,
    trials: [],
    caveats: [],
  };
  return { ...cell, toSettle: toSettle(cell) };
}

function tryReports(topic: LimitTopic, bench: Bench): readonly TriedResult[] {
  const signed = reportsOnLot(bench).flatMap((report) =>
    report.statement.subject.results
      .filter((result) => topic.versions.some(({ requirement }) => concerns(requirement, result)))
      .map((result) => tryResult(report, result, topic, bench)),
  );
  return [
    ...signed,
    ...tryUntp(topic, bench),
    ...bench.set.transcribed.flatMap((typed) => tryTranscription(typed, topic, bench) ?? []),
  ];
}

function evidenceOf(trials: readonly TriedResult[]): EvidenceStanding | 'none' {
  const standings = ['accepted', 'contradicted', 'not-accepted'] as const;
  return standings.find((standing) => trials.some((trial) => trial.standing === standing)) ?? 'none';
}

/** What the accepted documents say together; a contradiction among them says nothing until it is resolved. */
function outcomeOf(trials: readonly TriedResult[], checks: readonly Check[]): Outcome {
  if (checks.some(({ group, outcome }) => group === 'conflict' && outcome !== 'passed')) return 'inconclusive';
  const counted = trials.filter(({ standing }) => standing === 'accepted');
  if (counted.some(({ outcome }) => outcome === 'does-not-meet')) return 'does-not-meet';
  return counted.some(({ outcome }) => outcome === 'meets') ? 'meets' : 'inconclusive';
}

/** `proved` and `refuted` need accepted evidence, every required check passed, and all the evidence that there is. */
function verdictOf(
  outcome: Outcome,
  { evidence, checks, truncated }: { evidence: Cell['evidence']; checks: readonly Check[]; truncated: boolean },
): CellVerdict {
  const blocked = checks.some(
    (check) =>
      check.force === 'required' &&
      check.outcome !== 'passed' &&
      !(check.group === 'restrictions' && outcome === 'does-not-meet'),
  );
  if (evidence !== 'accepted' || blocked || truncated) return 'unknown';
  const verdicts: Record<Outcome, CellVerdict> = {
    meets: 'proved',
    'does-not-meet': 'refuted',
    inconclusive: 'unknown',
  };
  return verdicts[outcome];
}

/** Notes of a counted document that a reader must see without opening its chain. */
const VISIBLE_NOTES: readonly string[] = [
  'FAILING_RESULT_REPLACED',
  'CLASSIFIED_BY_NAME',
  'NAME_OF_OTHER_FOOD',
  'PLACE_NOT_ON_ROUTE',
  'NAMESAKE_RESTRICTED',
  'PRODUCER_NOT_STATED',
  'LOT_PRODUCER_NOT_STATED',
  'LABORATORY_NAMED_AS_ACTOR',
  'SAMPLER_NAMED_AS_ACTOR',
  'SAMPLE_CONDITION_STATED',
  'SAMPLE_DEVIATES',
  'SIGNATORY_TIME_FAR',
  'EDITION_NOT_CONFIRMED',
  'NOT_THE_REFERENCE_METHOD',
  'STATUS_AS_OF_SNAPSHOT',
  'STATUS_MESSAGE',
  'STATUS_NOT_KNOWN_WHOLLY',
  'LOG_NO_POLICY',
  'LOG_RECEIPT_UNREADABLE',
  'LOG_UNKNOWN',
  'LOG_NOT_SIGNED',
  'LOG_SIGNATURE_FORGED',
  'LOG_QUORUM_NOT_MET',
  'LOG_OPENING_MISSING',
  'LOG_NOT_INCLUDED',
  'LOG_KEY_BLINDED',
  'LOG_PROMISED',
  'LOG_PROMISE_OVERDUE',
  'LOG_PROMISE_NOT_PROVED',
];

/** Notes on who may be whom: they are read also where the cell is unknown, since they say why somebody should ask. */
const WHO_MAY_BE_WHOM: readonly string[] = [
  'LABORATORY_NAMED_AS_ACTOR',
  'SAMPLER_NAMED_AS_ACTOR',
  'BODY_NAMED_AS_ACTOR',
  'NAMESAKE_RESTRICTED',
];

function namesakesIn(checks: readonly Check[]): readonly Reason[] {
  return checks.flatMap(({ reasons }) => reasons.filter(({ code }) => WHO_MAY_BE_WHOM.includes(code)));
}

/** What a passed check only notes, and what an informative one found wrong. */
function notesOf(checks: readonly Check[]): readonly Reason[] {
  return checks.flatMap(({ force, outcome, reasons }) =>
    force === 'informative' && outcome === 'failed'
      ? reasons
      : reasons.filter(({ code }) => VISIBLE_NOTES.includes(code)),
  );
}

/** A result that does not count is still seen: somebody found the lot above the limit. */
function failingNote({ document, result = '' }: TriedResult): Reason {
  const detail = `${document.title} [${result}] is above the limit; it is not accepted as evidence`;
  return reason('FAILING_RESULT_NOT_ACCEPTED', detail, { document: document.title, result });
}

/** What stands under the verdict: a secondary source, a basis that the law does not name, a demonstration instrument. */
function caveatsOf(
  topic: Topic,
  { trials, checks, verdict }: Pick<CellGrounds, 'trials'> & Pick<Cell, 'checks' | 'verdict'>,
): readonly Reason[] {
  const counted =
    verdict === 'unknown'
      ? []
      : trials.filter(({ standing, outcome }) => standing === 'accepted' && outcome !== 'inconclusive');
  const all = [
    ...topic.versions.filter(({ decides }) => decides).flatMap(({ reasons }) => reasons),
    ...(verdict === 'unknown' ? namesakesIn([checks, ...trials.map((trial) => trial.checks)].flat()) : notesOf(checks)),
    ...counted.flatMap((trial) => [...trial.caveats, ...notesOf(trial.checks)]),
    ...trials.filter(({ standing, isAgainst }) => standing !== 'accepted' && isAgainst).map(failingNote),
  ];
  const seen = new Set<string>();
  return all.filter(
    ({ code, detail }) => !seen.has(`${code} ${detail}`) && seen.add(`${code} ${detail}`) !== undefined,
  );
}
