// SPDX-License-Identifier: Apache-2.0
import type { ScopeLine, TestingLine, TestResult } from '@touchstone/statements';
import { type CheckOutcome, type Finding, finding, type Link, type Reason, reason, worstOutcome } from '../../check.ts';
import type { HeldOf } from '../../evidence-set.ts';
import type { Bench } from '../../judge/bench.ts';
import { laboratoryNamesake } from '../party/impartiality.ts';
import { signatoryLongBefore } from '../time/impossible-times.ts';
import { lapsedOn, scopeStanding, vouchesFor } from './competence-chain.ts';
import { lineFaults, scopeReason } from './scope-line-faults.ts';
import { limitFaults, rangeFaults } from './working-range.ts';
import { untenableReasons } from './untenable.ts';

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
  const value = result.outcome === 'quantified' ? `${result.quantity.value} ${result.quantity.unit}` : result.outcome;
  const loq = [result.limitOfQuantification ?? null, result.limitOfDetection ?? null];
  const from = result.obtainedBy ?? null;
  const asked = JSON.stringify([
    'competence',
    substance,
    method.standard,
    testedOn,
    underScope ?? true,
    value,
    loq,
    from,
  ]);
  return bench.remember(report, asked, () => competenceOf(report, result, bench));
}

function competenceOf(report: HeldOf<'TestReport'>, result: TestResult, bench: Bench): CompetenceFinding {
  const { id: laboratory, demonstration } = report.statement.subject.laboratory;
  if (demonstration === true && !bench.policy.demonstration) {
    const detail = 'a demonstration laboratory tests nothing: its report counts under demonstration policies only';
    return { finding: finding('competence', 'failed', { reasons: [reason('DEMONSTRATION_ONLY', detail)] }), kinds: [] };
  }
  if (laboratory !== report.link.issuer) {
    const detail = `signed by ${report.link.issuer}, but the laboratory named is ${laboratory}`;
    return {
      finding: finding('competence', 'failed', { reasons: [reason('ISSUER_IS_NOT_LABORATORY', detail)] }),
      kinds: [],
    };
  }
  const untenable = untenableReasons(report, result, bench);
  if (untenable.length > 0) return { finding: finding('competence', 'failed', { reasons: untenable }), kinds: [] };
  if (result.obtainedBy !== undefined) {
    // What attests this laboratory attests nothing of the other, and the report of the other is judged by itself.
    const { provider, reportNumber } = result.obtainedBy;
    const detail = `${provider.name} obtained this result: its own report ${reportNumber} is to be shown`;
    const values = { provider: provider.name, number: reportNumber };
    const reasons = [reason('EXTERNALLY_PROVIDED', detail, values)];
    return { finding: finding('competence', 'undetermined', { reasons }), kinds: [] };
  }
  const grants = bench.set.near('about-party', laboratory, ['Accreditation', 'StatutoryQualification']);
  const tried = grants.map((grant) => tryGrant(grant, report, result, bench));
  if (tried.length === 0) {
    const detail = `no accreditation or statutory qualification of ${laboratory} is at hand`;
    return {
      finding: finding('competence', 'undetermined', { reasons: [reason('NO_GRANT_AT_HAND', detail, { laboratory })] }),
      kinds: [],
    };
  }
  const holding = tried.filter(({ outcome }) => outcome === 'passed');
  // A permit by the law of another place was never meant to reach this one: it explains nothing where anything else does.
  const near = tried.filter(({ reasons }) => !reasons.some(({ code }) => code === 'OTHER_PLACE'));
  const shown = holding.length > 0 ? holding : near.length > 0 ? near : tried;
  const lapsed = holding.length > 0 ? lapsedAtSigning(grants, report, bench) : [];
  const isOpen = lapsed.length > 0 || tried.some((one) => one.outcome === 'undetermined');
  const outcome = holding.length > 0 && lapsed.length === 0 ? 'passed' : isOpen ? 'undetermined' : 'failed';
  return {
    finding: finding('competence', outcome, {
      reasons: [
        ...lapsed,
        ...shown.flatMap(({ reasons }) => reasons),
        ...laboratoryNamesake(report, bench),
        ...signatoryLongBefore(report),
      ],
      rests: shown.flatMap(({ rests }) => rests),
    }),
    kinds: [...new Set(holding.map(({ kind }) => kind))],
  };
}

type Grant = HeldOf<'Accreditation' | 'StatutoryQualification'>;

/** When it was tested is the laboratory's own word: signed when no grant stood any more, a report may be dated back. */
function lapsedAtSigning(grants: readonly Grant[], report: HeldOf<'TestReport'>, bench: Bench): readonly Reason[] {
  const signed = lapsedOn(grants, { activity: 'testing', signed: report.statement.validFrom }, bench);
  if (signed === undefined) return [];
  const detail = `no accreditation or statutory qualification is known to have stood on ${signed}, when the report was signed; nothing but its own word says that it was tested before`;
  return [reason('GRANT_LAPSED_AT_SIGNING', detail, { signed })];
}

function tryGrant(grant: Grant, report: HeldOf<'TestReport'>, result: TestResult, bench: Bench): Tried {
  const kind = grant.statement.kind === 'Accreditation' ? 'accreditation' : 'statutory-qualification';
  if (result.underScope === false) {
    const reasons = [reason('MARKED_OUT_OF_SCOPE', 'the laboratory itself marks this result as outside its scope')];
    return { kind, outcome: 'failed', reasons, rests: [grant.link] };
  }
  const chain = vouchesFor(grant, { activity: 'testing', on: result.testedOn, bench });
  const foods = foodsOf(report, bench);
  const lines = scopeStanding(linesFor(result.substance, grant.statement.subject.scope), 'testing', (line) =>
    testingFaults(line, foods, result, bench),
  );
  return {
    kind,
    outcome: worstOutcome([lines.outcome, chain.outcome]),
    reasons: [...chain.reasons, ...lines.reasons],
    rests: [grant.link, ...chain.rests],
  };
}

/** As the report names the sample, and as the claim names the lot: a narrower word in the report stretches no line over it. */
function foodsOf({ statement }: HeldOf<'TestReport'>, { food }: Bench): readonly (string | undefined)[] {
  const tested = statement.subject.sample.food ?? food;
  return food === undefined || food === tested ? [tested] : [tested, food];
}

/** The lines for the substance where there are any: no other line can fit, however near it may come. */
function linesFor(substance: string, scope: readonly ScopeLine[]): readonly ScopeLine[] {
  const lines = scope.filter((line) => line.activity === 'testing' && line.property.substance === substance);
  return lines.length > 0 ? lines : scope;
}

function testingFaults(
  line: ScopeLine,
  foods: readonly (string | undefined)[],
  result: TestResult,
  bench: Bench,
): readonly Reason[] {
  const { substance, method, testedOn } = result;
  // Only lines of the activity come here, and a line for testing names its substance.
  const testing = line as TestingLine;
  return [
    ...(testing.property.substance === substance
      ? []
      : [scopeReason('SUBSTANCE_OUTSIDE_SCOPE', testing.property.substance, substance)]),
    ...bench.remember(line, `${testedOn} ${foods} ${method.standard}`, () => {
      const found = foods.map((food) => lineFaults(line, { standard: method.standard, food, on: testedOn }, bench));
      // Of a second word only what it says of the food is new.
      return onceEachCode(found.flat());
    }),
    ...rangeFaults(testing, result),
    ...limitFaults(testing, result),
  ];
}

function onceEachCode(reasons: readonly Reason[]): readonly Reason[] {
  return reasons.filter(({ code }, index) => reasons.findIndex((one) => one.code === code) === index);
}
