// SPDX-License-Identifier: Apache-2.0
import type { QuantityValue, TestResult } from '@touchstone/statements';
import { type Finding, finding, type Reason, reason } from '../../check.ts';
import type { Bench } from '../../judge/bench.ts';
import { findSubstance } from '../../judge/substances.ts';
import type { CompetenceKind } from '../competence/competence.ts';
import { reaches } from './reaches.ts';
import { type LinkState, type TraceLink, type Traceability, traceInstrument } from './traceability.ts';
import { type TracedPaper, viewOf } from './traced-paper.ts';

/**
 * Group 10: each traceability link shown, or assured by accreditation; the place's policy says which suffices.
 * Undisclosed is not broken; what is disclosed must hold, and must carry the quantity that was measured.
 * ISO/IEC 17025:2017, 6.5; ILAC P10:07/2020.
 */
export function checkMeasurement(result: TestResult, competence: readonly CompetenceKind[], bench: Bench): Finding {
  const traced = (result.instruments ?? []).map(({ instrument, calibration }) =>
    traceInstrument(instrument, calibration, { on: result.testedOn, bench }),
  );
  const carried = traced.some(({ certificate }) => certificate !== undefined && carries(certificate, result, bench));
  const make = () =>
    measurementOf(traced, { substance: result.substance, carried, competent: competence.length > 0 }, bench);
  const [first] = traced;
  // Hundreds of results of one laboratory rest on one instrument, and differ in nothing that is looked at here.
  if (first === undefined || traced.length > 1) return make();
  return bench.remember(first, `measurement ${carried} ${competence.length > 0} ${result.substance}`, make);
}

/** What is known of a result beside its chains: whether one carries its substance, and whether its laboratory is vouched for. */
interface Known {
  readonly substance: string;
  readonly carried: boolean;
  readonly competent: boolean;
}

function measurementOf(
  traced: readonly Traceability[],
  { substance, carried, competent }: Known,
  bench: Bench,
): Finding {
  const links = traced.flatMap((one) => one.links);
  const told = { rests: links.flatMap(({ rests }) => rests), reasons: ordered(links) };
  const is = (state: LinkState) => traced.some((one) => one.state === state);
  if (is('broken')) return finding('measurement', 'failed', told);
  const untraced = carried || traced.length === 0 ? [] : [notCarried(substance)];
  const disclosed = carried && !is('undisclosed');
  if (disclosed && !is('assured')) {
    return passed(
      'TRACEABILITY_SHOWN',
      'every link of every instrument named is shown, up to a national standard',
      told,
    );
  }
  const { traceability } = bench.policy;
  if (traceability === 'assured-by-accreditation' && (competent || disclosed)) {
    const detail = 'not every link is shown; the accreditation or qualification covers metrological traceability';
    return passed('TRACEABILITY_ASSURED', detail, { ...told, reasons: [...told.reasons, ...untraced] });
  }
  const detail =
    traceability === 'shown'
      ? `${bench.place} wants every traceability link shown`
      : 'neither shown nor assured by an accreditation that holds';
  return finding('measurement', 'undetermined', {
    ...told,
    reasons: [...untraced, reason('TRACEABILITY_UNDISCLOSED', detail), ...told.reasons],
  });
}

/** What is wrong before what is missing, and that before what is well: the first reason is the one that is shown first. */
function ordered(links: readonly TraceLink[]): readonly Reason[] {
  const of = (state: LinkState) => links.filter((link) => link.state === state).flatMap(({ reasons }) => reasons);
  return [...of('broken'), ...of('undisclosed'), ...of('assured'), ...of('shown')];
}

/** A balance traced to the kilogram shows nothing of a content of lead: a certificate must be of what was measured, there. */
function carries(certificate: TracedPaper, result: TestResult, { requirements, remember }: Bench): boolean {
  const { substance } = result;
  const { value, unit } = measuredOf(result);
  return remember(certificate, `carries ${substance} ${value} ${unit}`, () => {
    const points = remember(certificate, `points of ${substance}`, () =>
      viewOf(certificate).values.filter(
        ({ quantity }) => quantity === substance || findSubstance(requirements, quantity) === substance,
      ),
    );
    return reaches(certificate, points, { value, unit });
  });
}

/** Where on the scale the result lies: a non-detect at its own limit. */
function measuredOf(result: TestResult): QuantityValue {
  if (result.outcome === 'quantified') return result.quantity;
  return result.outcome === 'below-loq' ? result.limitOfQuantification : result.limitOfDetection;
}

function notCarried(substance: string): Reason {
  const detail = `no calibration or reference material at hand is of ${substance} at the value measured`;
  return reason('MEASURAND_NOT_TRACED', detail, { substance });
}

function passed(code: string, detail: string, told: Pick<Finding, 'reasons' | 'rests'>): Finding {
  return finding('measurement', 'passed', { ...told, reasons: [reason(code, detail), ...told.reasons] });
}
