// SPDX-License-Identifier: Apache-2.0
import { isDayWithin, sameEdition, sameStandard } from '@touchstone/identifiers';
import { compareQuantities, MetrologyError, parseQuantity } from '@touchstone/metrology/quantity';
import type { LimitRequirement } from '@touchstone/requirements';
import type { TestResult } from '@touchstone/statements';
import { type Finding, finding, type Reason, reason, worstOutcome } from '../check.ts';
import type { Bench } from '../judge/bench.ts';
import { standardOf } from './competence.ts';

type Part = Pick<Finding, 'outcome' | 'reasons' | 'rests'>;

/** Group 9: prescribed, reference, criteria or free; edition in force on the test date; the quantification limit asked for. */
export function checkMethod(requirement: LimitRequirement, result: TestResult, bench: Bench): Finding {
  const parts = [
    choiceOfMethod(requirement, result, bench),
    bench.remember(bench.set, `edition ${result.testedOn} ${result.method.standard}`, () =>
      editionInForce(result, bench),
    ),
    quantification(requirement, result),
    residue(requirement, result),
  ];
  return finding('method', worstOutcome(parts.map(({ outcome }) => outcome)), {
    reasons: parts.flatMap(({ reasons }) => reasons),
    rests: parts.flatMap(({ rests }) => rests),
  });
}

function choiceOfMethod({ method, instrument }: LimitRequirement, { method: used }: TestResult, bench: Bench): Part {
  if (method === undefined || method.force === 'free' || method.force === 'criteria') return part('passed');
  const wanted = standardOf(method.standard, bench);
  const given = standardOf(used.standard, bench);
  const same =
    wanted !== undefined && given !== undefined ? sameStandard(wanted, given) : method.standard === used.standard;
  const values = { wanted: method.standard, used: used.standard, instrument: instrument.title };
  if (same && used.deviation === undefined) return part('passed');
  if (same)
    return part(
      'undetermined',
      reason('METHOD_DEVIATION', `tested by ${used.standard} with a deviation: ${used.deviation}`, values),
    );
  if (method.force === 'reference') {
    return part(
      'passed',
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
function editionInForce({ method, testedOn }: TestResult, bench: Bench): Part {
  const used = standardOf(method.standard, bench);
  const notices = bench.set
    .near('about-standard', method.standard, ['StandardNotice'])
    .filter(
      (notice) =>
        bench.isAnchor(notice.link.issuer, 'authority') && bench.soundness(notice, bench.on).outcome === 'passed',
    )
    .filter(({ statement: { subject } }) => {
      const noticed = standardOf(subject.standard, bench);
      return used === undefined || noticed === undefined
        ? subject.standard === method.standard
        : sameEdition(used, noticed);
    });
  const rests = notices.map(({ link }) => link);
  if (notices.length === 0) {
    return part(
      'passed',
      reason('EDITION_NOT_CONFIRMED', `no notice at hand says whether ${method.standard} was in force on ${testedOn}`, {
        standard: method.standard,
      }),
    );
  }
  const ended = notices.find(
    ({ statement: { subject } }) => ['replaced', 'withdrawn'].includes(subject.status) && subject.from <= testedOn,
  );
  if (ended !== undefined) {
    const { status, from, replacedBy } = ended.statement.subject;
    const values = { standard: method.standard, from, replacedBy: replacedBy ?? '' };
    return {
      ...part(
        'failed',
        reason('EDITION_NOT_IN_FORCE', `${method.standard} was ${status} from ${from}; tested on ${testedOn}`, values),
      ),
      rests,
    };
  }
  const begun = notices.some(
    ({ statement: { subject } }) => subject.status === 'in-force' && isDayWithin(testedOn, subject),
  );
  if (begun) return { ...part('passed'), rests };
  return {
    ...part(
      'failed',
      reason('EDITION_NOT_YET_IN_FORCE', `${method.standard} was not in force on ${testedOn}`, {
        standard: method.standard,
      }),
    ),
    rests,
  };
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
  try {
    if (compareQuantities(parseQuantity(reached), parseQuantity(wanted)) <= 0) return part('passed');
    return part(
      'failed',
      reason(
        'LOQ_TOO_HIGH',
        `quantifies from ${reached.value} ${reached.unit}; the law asks for ${values.wanted}`,
        values,
      ),
    );
  } catch (error) {
    if (!(error instanceof MetrologyError)) throw error;
    return part('undetermined', reason('LOQ_NOT_COMPARABLE', error.message, values));
  }
}

/** The substance measured is the substance limited, or a wider one that the law lets stand for it. */
function residue(requirement: LimitRequirement, { substance }: TestResult): Part {
  if (substance === requirement.substanceId) return part('passed');
  const { screenedBy } = requirement;
  const values = { limited: requirement.substanceId, measured: substance };
  if (screenedBy?.substanceId === substance && screenedBy.certainty !== 'recalled') {
    return part(
      'passed',
      reason(
        'SCREENED_BY_WIDER_SUBSTANCE',
        `${substance} was measured; at or below the limit it suffices for ${requirement.substanceId} (${screenedBy.provision})`,
        values,
      ),
    );
  }
  return part(
    'failed',
    reason('OTHER_SUBSTANCE', `${substance} was measured; the limit is for ${requirement.substanceId}`, values),
  );
}

function part(outcome: Finding['outcome'], ...reasons: readonly Reason[]): Part {
  return { outcome, reasons, rests: [] };
}
