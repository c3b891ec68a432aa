// SPDX-License-Identifier: Apache-2.0
import { groupBy } from '@touchstone/identifiers';
import { type StatementKind, statementKey } from '@touchstone/statements';
import type { Reason } from '../check.ts';
import type { EvidenceSet, Held, HeldOf } from '../evidence-set.ts';
import { type Noticed, noticedInReport } from '../plausibility/indicators.ts';
import { underIn } from '../plausibility/foods.ts';
import { MARKS, type MarkCode, mark, RULES, type Rule } from '../plausibility/marks.ts';
import { saysSomething } from '../plausibility/nothing-known.ts';
import type { OtherReport } from '../plausibility/report.ts';
import { resultsKey, tellingResults } from '../plausibility/results-key.ts';
import { wantingFor } from '../plausibility/wanting.ts';
import { askAtHand } from '../traceability/ask-at-hand.ts';
import type { Paper, PaperRequest, RecordedPaper } from '../traceability/papers.ts';
import type { Bench } from './bench.ts';

/** Something that a rule of a laboratory's gate notices, with the article to compare and what to do about it. */
export interface ReportIndicator extends Reason {
  readonly cure: Reason;
}

/** One rule of the gate over a report from elsewhere. Both lists empty: it was looked at, and nothing was noticed. */
export interface RuleOnReport {
  readonly rule: Rule;
  readonly indicators: readonly ReportIndicator[];
  /** What the rule could not look at, and for want of what. */
  readonly wanting: readonly Reason[];
}

/**
 * The rules of a laboratory's gate over a report that somebody signed, as far as papers at hand show anything. An
 * indicator decides nothing; of an unsound report nothing is said, since its words are nobody's.
 */
export function indicatorsOnReport(
  held: Held,
  { set, requirements: { taxonomy } }: Pick<Bench, 'set' | 'requirements'>,
  benches: readonly Bench[],
): readonly RuleOnReport[] | undefined {
  const isReport = held.statement?.kind === 'TestReport';
  const isSound = (one: Held) => benches.some((bench) => bench.soundness(one, bench.on).outcome === 'passed');
  if (!isReport || !isSound(held)) return undefined;
  const report = held as HeldOf<'TestReport'>;
  const paper = { ...toPaper(report), statement: report.statement } as unknown as Paper<'TestReport'>;
  const known = {
    isUnder: underIn(taxonomy),
    otherReports: otherReportsOf(report, set, isSound),
  };
  const find = findIn(set, (one) => benches.some((bench) => countsAt(bench, one)));
  return askAtHand({ find, roots: set.question.roots }, (around) => {
    const wanted = wantingFor(paper, around, known);
    // Where no grant at all is at hand, papers are wanting: that nobody vouches for the laboratory is not known.
    const isUnknown = wanted.some(({ code }) => code === 'NO_GRANT_AT_HAND');
    const noticed = noticedInReport(paper, around, known);
    const marks = inOneLine(noticed.filter(({ code }) => !isUnknown || code !== 'ISSUER_NOT_ATTESTED'));
    const silent = [...marks.filter((one) => !saysSomething(one)), ...wanted];
    return RULES.map((rule) => ({
      rule,
      indicators: marks.filter((one) => one.rule === rule && saysSomething(one)).map(toIndicator),
      wanting: once(silent.filter((one) => one.rule === rule).map(toReason)),
    }));
  });
}

/** By whom it says; of what was taken back its status tells, and a notice has none that is asked for. */
function countsAt(bench: Bench, held: Held): boolean {
  const word = bench.authenticityOf(held);
  return word === 'authentic' || (word === 'taken-back' && held.statement?.kind !== 'StandardNotice');
}

function findIn(
  set: EvidenceSet,
  counts: (held: Held) => boolean,
): (request: PaperRequest) => readonly RecordedPaper[] {
  const stated = set.all.filter((one): one is HeldOf<StatementKind> => one.statement !== undefined);
  const byIdentity = groupBy(stated, ({ statement }) => statementKey(statement));
  return (request) => {
    if (request.by === 'edge') {
      const near = set.near<StatementKind>(request.relation, request.key, request.kinds);
      return near.filter(counts).map(toPaper);
    }
    const same = (byIdentity.get(statementKey(request)) ?? []).filter(counts);
    // Which of two bodies its issuer means cannot be known.
    return same.length === 1 ? same.map(toPaper) : [];
  };
}

function toPaper({ body, digest, recordedAt, statement }: HeldOf<StatementKind>): RecordedPaper {
  return { body, digest: String(digest), recordedAt: recordedAt ?? statement.validFrom };
}

/** Whether a paper has a report's number, by its issuer, or its telling results, and is another. */
export function mayRepeat(held: Held, report: Held): boolean {
  if (!isOtherReport(held, report)) return false;
  const [other, own] = [held.statement.subject, (report as HeldOf<'TestReport'>).statement.subject];
  const isNumber = held.link.issuer === report.link.issuer && other.reportNumber === own.reportNumber;
  return isNumber || isSameTelling(other.results, own.results);
}

/** Whether a paper is another report: of the same laboratory, or with the same telling results. */
export function isOtherReport(held: Held, report: Held): held is HeldOf<'TestReport'> {
  const [other, own] = [held.statement, report.statement];
  if (other?.kind !== 'TestReport' || own?.kind !== 'TestReport' || statementKey(other) === statementKey(own)) {
    return false;
  }
  return other.issuer === own.issuer || isSameTelling(other.subject.results, own.subject.results);
}

type Results = HeldOf<'TestReport'>['statement']['subject']['results'];

function isSameTelling(results: Results, others: Results): boolean {
  const telling = tellingResults(results);
  return telling !== undefined && telling === tellingResults(others);
}

/** Other sound reports at hand with which it is compared; undefined where there is none. */
function otherReportsOf(
  report: HeldOf<'TestReport'>,
  { all }: EvidenceSet,
  isSound: (held: Held) => boolean,
): readonly OtherReport[] | undefined {
  const others = all.flatMap((held) => {
    if (!isOtherReport(held, report) || !isSound(held)) return [];
    const { reportNumber, sample, results, laboratory } = held.statement.subject;
    const name = (text: string) => (held.link.issuer === report.link.issuer ? text : `${laboratory.name} ${text}`);
    const isSame = isSameTelling(results, report.statement.subject.results);
    return [
      { reportNumber: name(reportNumber), sample: name(sample.sample), results: isSame ? resultsKey(results) : '' },
    ];
  });
  return others.length === 0 ? undefined : others;
}

/** One mark for whatever is the same of many results. */
function inOneLine(marks: readonly Noticed[]): readonly Noticed[] {
  const alike = groupBy(marks, ({ code, detail, values = {} }) => {
    const { result, ...rest } = values;
    return JSON.stringify(result === undefined ? [code, detail] : [code, rest]);
  });
  return [...alike.values()].flatMap((same) => {
    const [first] = same;
    const results = [...new Set(same.flatMap(({ values }) => values?.result ?? []))];
    if (first === undefined || results.length < 2 || !Object.hasOwn(MARKS, first.code)) return same.slice(0, 1);
    return [mark(first.code as MarkCode, { ...first.values, result: results.join(', ') })];
  });
}

function once(reasons: readonly Reason[]): readonly Reason[] {
  return [...new Map(reasons.map((each) => [`${each.code} ${each.detail}`, each])).values()];
}

function toReason({ code, detail, values }: Reason): Reason {
  return { code, detail, ...(values === undefined ? {} : { values }) };
}

function toIndicator(noticed: Noticed): ReportIndicator {
  const { article, cure } = noticed;
  return { ...toReason(noticed), ...(article === undefined ? {} : { article }), cure: toReason(cure) };
}
