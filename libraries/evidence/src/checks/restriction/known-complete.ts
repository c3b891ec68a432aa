// SPDX-License-Identifier: Apache-2.0
import { dayOfInstant, daysBetween, type Instant } from '@touchstone/identifiers';
import { type CheckOutcome, type Reason, reason, worstOutcome } from '../../check.ts';
import { isPenaltyWithdrawalOrRecall, noneKnown } from '../../completeness/none-known.ts';
import type { Bench } from '../../judge/bench.ts';
import { completenessOf, type PlaceCompleteness } from '../../logs/completeness-of-bench.ts';
import { logsNotConsulted } from '../../logs/logs-not-consulted.ts';
import { LOCAL_OFFSET_MINUTES } from '../time/local-time.ts';

/** How far it is shown that nothing against some parties is hidden. */
export interface KnownComplete {
  readonly outcome: CheckOutcome;
  readonly reasons: readonly Reason[];
}

/**
 * "No penalty, withdrawal or recall known as of T" for each key of a party, from the completeness files at hand. Where
 * the place requires logs, a key without such a proof leaves the check open; where not, it is shown. A log that
 * signed what is false leaves it open everywhere. Decision record 0036.
 */
export function knownComplete(keys: readonly string[], bench: Bench): KnownComplete {
  const unread = bench.set.logs.completeness.flatMap(({ fault }) => fault ?? []);
  const files = completenessOf(bench);
  const each = keys.map((key) => aboutKey(key, files, bench));
  if (files.length === 0 && !bench.policy.logs.required) return { outcome: 'passed', reasons: unread };
  const said = each.length > 0 || bench.set.logs.completeness.length > 0;
  const outcome = worstOutcome(each.map((one) => one.outcome));
  return { outcome, reasons: said ? [...each.flatMap(({ reasons }) => reasons), ...unread] : [] };
}

function aboutKey(key: string, files: readonly PlaceCompleteness[], bench: Bench): KnownComplete {
  const about = files.filter(
    ({ verdict: { subject } }) => subject.thing === undefined && subject.names.some(({ name }) => name === key),
  );
  const short = bench.policy.logs.required ? 'undetermined' : 'passed';
  const tried = about.map((one) => aboutFile(key, one, bench));
  const lying = tried.find(({ reasons }) => reasons[0]?.code === 'COMPLETENESS_CONTRADICTED');
  if (lying !== undefined) return lying;
  const best = tried.find(({ outcome }) => outcome === 'passed') ?? tried[0];
  if (best !== undefined) return best.outcome === 'passed' ? best : { ...best, outcome: short };
  const detail = `no completeness file about ${key} is at hand`;
  return { outcome: short, reasons: [reason('COMPLETENESS_NOT_AT_HAND', detail, { party: key })] };
}

function aboutFile(party: string, { file, verdict }: PlaceCompleteness, bench: Bench): KnownComplete {
  const logs = verdict.logs.map(({ origin }) => origin).join(', ');
  const known = noneKnown(verdict, {
    isOfSort: isPenaltyWithdrawalOrRecall,
    others: completenessOf(bench).flatMap((other) => (other.verdict === verdict ? [] : [other.verdict])),
  });
  const codes = [...new Set(verdict.faults.map(({ code }) => code))].join(', ');
  if (verdict.outcome === 'contradicted') {
    const detail = `${file}: a log has signed what is false about ${party}: ${codes}`;
    return open('COMPLETENESS_CONTRADICTED', detail, { party, file, codes });
  }
  const asOf = known.outcome === 'none-known' ? known.asOf : verdict.asOf;
  if (verdict.outcome !== 'complete' || asOf === undefined) {
    const why = verdict.outcome === 'complete' ? 'UNDATED' : codes;
    const detail = `${file}: whether anything is hidden about ${party} is not known: ${why}`;
    return open('COMPLETENESS_UNKNOWN', detail, { party, file, codes: why });
  }
  const days = ageInDays(asOf, bench);
  const values = { party, asOf, logs, days: String(days) };
  const { maximumAgeDays } = bench.policy.logs;
  if (maximumAgeDays !== undefined && days > maximumAgeDays) {
    const detail = `${file}: all is known about ${party} as of ${asOf}, ${days} days before the day asked about; the place takes ${maximumAgeDays}`;
    return open('COMPLETENESS_TOO_OLD', detail, { ...values, maximumAgeDays: String(maximumAgeDays) });
  }
  const filed =
    known.outcome === 'unknown' ? known.reasons.find(({ code }) => code === 'ISSUERS_NOT_COVERED') : undefined;
  if (filed !== undefined) {
    const detail = `${file}: whether anything is hidden about ${party} is not known: ${filed.detail}`;
    return open('COMPLETENESS_UNKNOWN', detail, { party, file, codes: filed.code, ...filed.values });
  }
  const unasked = logsNotConsulted(verdict, bench);
  const found =
    known.outcome === 'none-known'
      ? reason(
          'NONE_KNOWN_AS_OF',
          `no penalty, withdrawal or recall about ${party} is known as of ${asOf} (${days} days before) to ${logs}`,
          values,
        )
      : reason(
          'ALL_KNOWN_AS_OF',
          `every statement about ${party} as of ${asOf} (${days} days before) in ${logs} is known, and judged here`,
          values,
        );
  if (unasked.length === 0) return { outcome: 'passed', reasons: [found] };
  const missing = unasked.join(', ');
  const why = reason('LOGS_NOT_CONSULTED', `${missing}: logs that count in the place, and that were not consulted`, {
    party,
    missing,
  });
  return { outcome: 'undetermined', reasons: [why, found] };
}

function open(code: string, detail: string, values: Readonly<Record<string, string>>): KnownComplete {
  return { outcome: 'undetermined', reasons: [reason(code, detail, values)] };
}

/** Whole days from the one on which the quorum witnessed the trees to the one asked about; none when they are later. */
function ageInDays(asOf: Instant, { on }: Bench): number {
  return Math.max(0, daysBetween(dayOfInstant(asOf, LOCAL_OFFSET_MINUTES), on));
}
