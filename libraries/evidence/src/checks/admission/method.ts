// SPDX-License-Identifier: Apache-2.0
import { type CalendarDay, clauseCovers, isDayWithin, sameStandard } from '@touchstone/identifiers';
import { compareQuantities, parseQuantity } from '@touchstone/metrology/quantity';
import type { LimitRequirement } from '@touchstone/requirements';
import { coversEdition, type SubjectOf, standardKeys, type TestResult } from '@touchstone/statements';
import { type Finding, finding, type Reason, reason, worstOutcome } from '../../check.ts';
import type { Bench } from '../../judge/bench.ts';
import { standardOf } from '../competence/scope-line-faults.ts';
import { unlessIncomparable } from '../figures/incomparable.ts';
import { isTooUnsure } from './certainty.ts';

type Part = Pick<Finding, 'outcome' | 'reasons' | 'rests'>;

/** Group 9: prescribed, reference, criteria or free; edition in force on the test date; the quantification limit asked for. */
export function checkMethod(requirement: LimitRequirement, result: TestResult, bench: Bench): Finding {
  const parts = [
    choiceOfMethod(requirement, result, bench),
    bench.remember(bench.set, `edition ${result.testedOn} ${result.method.standard}`, () =>
      editionInForce(result, bench),
    ),
    quantification(requirement, result),
    residue(requirement, result, bench),
  ];
  return finding('method', worstOutcome(parts.map(({ outcome }) => outcome)), {
    reasons: parts.flatMap(({ reasons }) => reasons),
    rests: parts.flatMap(({ rests }) => rests),
  });
}

function choiceOfMethod({ method, instrument }: LimitRequirement, { method: used }: TestResult, bench: Bench): Part {
  // No scope line names a deviation, so that none covers it: whatever the law asks for, what was done is not known.
  const deviation =
    used.deviation === undefined
      ? []
      : [
          reason('METHOD_DEVIATION', `tested by ${used.standard} with a deviation: ${used.deviation}`, {
            used: used.standard,
            deviation: used.deviation,
          }),
        ];
  const asItIs = part(deviation.length === 0 ? 'passed' : 'undetermined', ...deviation);
  if (method === undefined || method.force === 'free' || method.force === 'criteria') return asItIs;
  const wanted = standardOf(method.standard, bench);
  const given = standardOf(used.standard, bench);
  const same =
    wanted !== undefined && given !== undefined
      ? sameStandard(wanted, given) && clauseCovers(wanted, given)
      : method.standard === used.standard;
  const values = { wanted: method.standard, used: used.standard, instrument: instrument.title };
  if (same) return asItIs;
  if (method.force === 'reference') {
    return part(
      asItIs.outcome,
      ...deviation,
      reason('NOT_THE_REFERENCE_METHOD', `tested by ${used.standard}; ${method.standard} settles a dispute`, values),
    );
  }
  if (method.certainty === 'recalled') {
    return part(
      'undetermined',
      reason(
        'METHOD_RULE_RECALLED',
        `that ${method.standard} is prescribed is known from memory only; tested by ${used.standard}`,
        values,
      ),
    );
  }
  return part(
    'failed',
    reason('METHOD_NOT_PRESCRIBED', `the law prescribes ${method.standard}; tested by ${used.standard}`, values),
  );
}

/** An edition is in force unless a notice says otherwise; without any notice it is unknown, which is said but blocks nothing. */
function editionInForce({ method: { standard }, testedOn }: TestResult, bench: Bench): Part {
  const notices = standardKeys(standard)
    .flatMap((key) => bench.set.near('about-standard', key, ['StandardNotice']))
    .filter(
      (notice) =>
        coversEdition(notice.statement.subject.standard, standard) &&
        bench.isAnchor(notice.link.issuer, 'authority') &&
        bench.soundness(notice, bench.knownOn).outcome === 'passed',
    );
  const rests = notices.map(({ link }) => link);
  const ended = notices.find(({ statement: { subject } }) => hasEnded(subject, testedOn));
  if (ended !== undefined) {
    const { status, from, to, replacedBy } = ended.statement.subject;
    const how = status === 'in-force' ? `in force until ${to}` : `${status} from ${from}`;
    const values = { standard, from, replacedBy: replacedBy ?? '' };
    const said = reason('EDITION_NOT_IN_FORCE', `${standard} was ${how}; tested on ${testedOn}`, values);
    return { ...part('failed', said), rests };
  }
  const begins = notices.filter(({ statement: { subject } }) => subject.status === 'in-force');
  if (begins.some(({ statement: { subject } }) => isDayWithin(testedOn, subject))) return { ...part('passed'), rests };
  if (begins.length > 0) {
    const said = reason('EDITION_NOT_YET_IN_FORCE', `${standard} was not yet in force on ${testedOn}`, { standard });
    return { ...part('failed', said), rests };
  }
  const detail = `no notice at hand says whether ${standard} was in force on ${testedOn}`;
  return { ...part('passed', reason('EDITION_NOT_CONFIRMED', detail, { standard })), rests };
}

function hasEnded({ status, from, to }: SubjectOf<'StandardNotice'>, on: CalendarDay): boolean {
  if (status === 'replaced' || status === 'withdrawn') return from <= on;
  return status === 'in-force' && to !== undefined && to < on;
}

function quantification({ method }: LimitRequirement, { limitOfQuantification: reached }: TestResult): Part {
  const wanted = method?.requiredLoq;
  if (wanted === undefined) return part('passed');
  const values = { wanted: `${wanted.value} ${wanted.unit}` };
  if (reached === undefined)
    return part(
      'undetermined',
      reason(
        'LOQ_NOT_STATED',
        `the method must quantify ${values.wanted}; the report states no limit of quantification`,
        values,
      ),
    );
  return unlessIncomparable<Part>(
    () => {
      if (compareQuantities(parseQuantity(reached), parseQuantity(wanted)) <= 0) return part('passed');
      return part(
        'failed',
        reason(
          'LOQ_TOO_HIGH',
          `quantifies from ${reached.value} ${reached.unit}; the law asks for ${values.wanted}`,
          values,
        ),
      );
    },
    (error) => {
      return part('undetermined', reason('LOQ_NOT_COMPARABLE', error.message, values));
    },
  );
}

/** The substance measured is the substance limited, or a wider one that the law lets stand for it. */
function residue(requirement: LimitRequirement, { substance }: TestResult, { policy }: Bench): Part {
  if (substance === requirement.substanceId) return part('passed');
  const { screenedBy } = requirement;
  const values = { limited: requirement.substanceId, measured: substance };
  if (screenedBy?.substanceId !== substance) {
    const detail = `${substance} was measured; the limit is for ${requirement.substanceId}`;
    return part('failed', reason('OTHER_SUBSTANCE', detail, values));
  }
  if (isTooUnsure(screenedBy.certainty, policy)) {
    const detail = `that ${substance} may stand for ${requirement.substanceId} is not read in the law itself`;
    return part('undetermined', reason('SCREENING_RULE_UNSURE', detail, values));
  }
  const detail = `${substance} was measured; at or below the limit it suffices for ${requirement.substanceId} (${screenedBy.provision})`;
  return part('passed', reason('SCREENED_BY_WIDER_SUBSTANCE', detail, values));
}

function part(outcome: Finding['outcome'], ...reasons: readonly Reason[]): Part {
  return { outcome, reasons, rests: [] };
}
