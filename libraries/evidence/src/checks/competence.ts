// SPDX-License-Identifier: Apache-2.0
import {
  isDayWithin,
  parseStandardNumber,
  type StandardNumber,
  sameEdition,
  sameStandard,
} from '@touchstone/identifiers';
import { compareQuantities, MetrologyError, parseQuantity } from '@touchstone/metrology/quantity';
import { isWithin } from '@touchstone/requirements';
import type { ScopeLine, TestingLine, TestResult } from '@touchstone/statements';
import { type CheckOutcome, type Finding, finding, type Link, type Reason, reason } from '../check.ts';
import type { HeldOf } from '../evidence-set.ts';
import type { Bench } from '../judge/bench.ts';
import { scopeFaults, vouchesFor } from './competence-chain.ts';

export type CompetenceKind = 'accreditation' | 'statutory-qualification' | 'designation';

/** A finding on competence, with the kinds of it that hold: acceptance asks which. */
export interface CompetenceFinding {
  readonly finding: Finding;
  readonly kinds: readonly CompetenceKind[];
}

interface Tried {
  readonly kind: CompetenceKind;
  readonly outcome: CheckOutcome;
  readonly reasons: readonly Reason[];
  readonly rests: readonly Link[];
}

/** Group 7: the issuer's scope line on the test date, the grant in force, and its body joined to a trust anchor. */
export function checkCompetence(report: HeldOf<'TestReport'>, result: TestResult, bench: Bench): CompetenceFinding {
  const { substance, method, testedOn, underScope } = result;
  const value = result.outcome === 'quantified' ? `${result.quantity.value} ${result.quantity.unit}` : '';
  const asked = JSON.stringify(['competence', substance, method.standard, testedOn, underScope ?? true, value]);
  return bench.remember(report, asked, () => competenceOf(report, result, bench));
}

function competenceOf(report: HeldOf<'TestReport'>, result: TestResult, bench: Bench): CompetenceFinding {
  const laboratory = report.statement.subject.laboratory.id;
  if (laboratory !== report.link.issuer) {
    const detail = `signed by ${report.link.issuer}, but the laboratory named is ${laboratory}`;
    return {
      finding: finding('competence', 'failed', { reasons: [reason('ISSUER_IS_NOT_LABORATORY', detail)] }),
      kinds: [],
    };
  }
  const tried = bench.set
    .near('about-party', laboratory, ['Accreditation', 'StatutoryQualification'])
    .map((grant) => tryGrant(grant, report, result, bench));
  if (tried.length === 0) {
    const detail = `no accreditation or statutory qualification of ${laboratory} is at hand`;
    return {
      finding: finding('competence', 'undetermined', { reasons: [reason('NO_GRANT_AT_HAND', detail, { laboratory })] }),
      kinds: [],
    };
  }
  const holding = tried.filter(({ outcome }) => outcome === 'passed');
  const shown = holding.length > 0 ? holding : tried;
  const outcome =
    holding.length > 0 ? 'passed' : tried.some((one) => one.outcome === 'undetermined') ? 'undetermined' : 'failed';
  return {
    finding: finding('competence', outcome, {
      reasons: shown.flatMap(({ reasons }) => reasons),
      rests: shown.flatMap(({ rests }) => rests),
    }),
    kinds: [...new Set(holding.map(({ kind }) => kind))],
  };
}

function tryGrant(
  grant: HeldOf<'Accreditation' | 'StatutoryQualification'>,
  report: HeldOf<'TestReport'>,
  result: TestResult,
  bench: Bench,
): Tried {
  const kind = grant.statement.kind === 'Accreditation' ? 'accreditation' : 'statutory-qualification';
  if (result.underScope === false) {
    const reasons = [reason('MARKED_OUT_OF_SCOPE', 'the laboratory itself marks this result as outside its scope')];
    return { kind, outcome: 'failed', reasons, rests: [grant.link] };
  }
  const chain = vouchesFor(grant, { activity: 'testing', on: result.testedOn, bench });
  const lines = scopeFaults(grant.statement.subject.scope, 'testing', (line) =>
    lineFaults(line, report, result, bench),
  );
  return {
    kind,
    outcome: lines.length > 0 ? 'failed' : chain.outcome,
    reasons: [...chain.reasons, ...lines],
    rests: [grant.link, ...chain.rests],
  };
}

function lineFaults(
  line: ScopeLine,
  report: HeldOf<'TestReport'>,
  result: TestResult,
  bench: Bench,
): readonly Reason[] {
  if (line.activity !== 'testing') return [reason('NO_SCOPE_LINE', 'no testing line')];
  return [
    ...(line.property.substance === result.substance
      ? []
      : [scopeReason('SUBSTANCE_OUTSIDE_SCOPE', line.property.substance, result.substance)]),
    ...foodFaults(line, report.statement.subject.sample.food ?? bench.food, bench),
    ...methodFaults(line, result, bench),
    ...dateFaults(line, result),
    ...rangeFaults(line, result),
  ];
}

function foodFaults({ object }: TestingLine, food: string | undefined, { requirements }: Bench): readonly Reason[] {
  if (object.foods === undefined) return [];
  if (food === undefined)
    return [scopeReason('PRODUCT_OUTSIDE_SCOPE', object.description, 'a product that could not be classified')];
  if (object.foods.some((node) => node === food || isWithin(requirements.taxonomy, food, node))) return [];
  return [scopeReason('PRODUCT_OUTSIDE_SCOPE', object.foods.join(', '), food)];
}

function methodFaults({ method }: TestingLine, result: TestResult, bench: Bench): readonly Reason[] {
  const granted = standardOf(method.standard, bench);
  const used = standardOf(result.method.standard, bench);
  if (granted === undefined || used === undefined) {
    return method.standard === result.method.standard
      ? []
      : [scopeReason('METHOD_OUTSIDE_SCOPE', method.standard, result.method.standard)];
  }
  if (!sameStandard(granted, used))
    return [scopeReason('METHOD_OUTSIDE_SCOPE', method.standard, result.method.standard)];
  return sameEdition(granted, used)
    ? []
    : [scopeReason('METHOD_EDITION_OUTSIDE_SCOPE', method.standard, result.method.standard)];
}

function dateFaults(line: TestingLine, { testedOn }: TestResult): readonly Reason[] {
  const values = { line: line.line, from: line.from, to: line.to ?? '…', testedOn };
  if (!isDayWithin(testedOn, line))
    return [
      reason(
        'SCOPE_LINE_NOT_IN_FORCE',
        `line ${line.line} ran from ${line.from} to ${line.to ?? 'open'}; tested on ${testedOn}`,
        values,
      ),
    ];
  const gap = line.suspended?.find((suspension) => isDayWithin(testedOn, suspension));
  return gap === undefined
    ? []
    : [
        reason(
          'SCOPE_LINE_SUSPENDED',
          `line ${line.line} was suspended from ${gap.from} to ${gap.to ?? 'open'}; tested on ${testedOn}`,
          values,
        ),
      ];
}

function rangeFaults({ range, line }: TestingLine, result: TestResult): readonly Reason[] {
  if (range === undefined || result.outcome !== 'quantified') return [];
  try {
    const value = parseQuantity(result.quantity);
    const below = range.from !== undefined && compareQuantities(value, parseQuantity(range.from)) < 0;
    const above = range.to !== undefined && compareQuantities(value, parseQuantity(range.to)) > 0;
    if (!below && !above) return [];
    const detail = `${result.quantity.value} ${result.quantity.unit} lies outside the working range of line ${line}`;
    return [
      reason('OUTSIDE_WORKING_RANGE', detail, { line, value: result.quantity.value, unit: result.quantity.unit }),
    ];
  } catch (error) {
    if (!(error instanceof MetrologyError)) throw error;
    return [
      reason('RANGE_NOT_COMPARABLE', `the working range of line ${line} cannot be compared: ${error.message}`, {
        line,
      }),
    ];
  }
}

/** A standard number as parsed, or undefined for an in-house method, which has only its name. */
export function standardOf(text: string, bench: Pick<Bench, 'remember' | 'set'>): StandardNumber | undefined {
  return bench.remember(bench.set, `standard ${text}`, () => parseOrUndefined(text));
}

function parseOrUndefined(text: string): StandardNumber | undefined {
  try {
    return parseStandardNumber(text);
  } catch {
    return undefined;
  }
}

function scopeReason(code: string, granted: string, used: string): Reason {
  return reason(code, `the scope line grants ${granted}; the result is for ${used}`, { granted, used });
}
