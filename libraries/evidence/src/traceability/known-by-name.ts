// SPDX-License-Identifier: Apache-2.0
import { compareDays, nameKey } from '@touchstone/identifiers';
import { type InstrumentState, type Stretch, stretchOn, usableOn } from '@touchstone/metrology/instrument';
import { type StatementReference, type SubjectOf, statementKey } from '@touchstone/statements';
import { because, type TraceReason } from './graph.ts';
import { byKeeperAlone, KEEPER_ALONE } from './keeper-alone.ts';
import { examineHeld, type Reference, type UsedPaper, useOf } from './references.ts';
import { faultsOfStandard } from './standing.ts';
import type { Surroundings } from './vouching.ts';

type Calibration = Pick<SubjectOf<'CalibrationCertificate'>, 'laboratory' | 'calibratedOn' | 'references'>;

/** Instruments that a maker keeps a list of, by name. */
export type KeptByMaker = ReadonlyMap<string, readonly Stretch[]>;

const PAPERS = ['CalibrationCertificate', 'VerificationCertificate', 'ReferenceMaterialCertificate'] as const;
const STATES: Readonly<Record<Exclude<InstrumentState, 'in-use'>, string>> = {
  overdue: 'is due for calibration',
  'not-calibrated': 'is not calibrated',
  away: 'is away',
  withdrawn: 'is withdrawn',
};

/**
 * Standards that are named without their certificate, of which the maker's own record knows that they may not be used on
 * the day. ISO/IEC 17025:2017, 6.4.4 and 6.4.9 (recalled). Of what the maker has no record of, nothing is said.
 */
export function faultsByName(
  { laboratory: { id: maker }, calibratedOn: on, references = [] }: Calibration,
  around: Surroundings,
  kept: KeptByMaker = new Map(),
): readonly TraceReason[] {
  return references
    .filter(({ calibration }) => calibration === undefined)
    .flatMap((reference) => {
      const { standard: name } = reference;
      const stretches = kept.get(name) ?? [];
      const found = usableOn(stretches, on);
      if (found === undefined) return againstPapers(reference, { maker, on }, around);
      const { state } = found;
      if (state === 'in-use') {
        // Whoever leaves the certificate out stands no better than who names it.
        const doubts = againstPapers(reference, { maker, on }, around).filter(({ code }) => isDoubt(code));
        return [
          ...(found.paper === KEEPER_ALONE ? [byKeeperAlone(name, on)] : []),
          ...leftOn(name, { stretches, on }),
          ...doubts,
        ];
      }
      const detail = `In the own list, ${name} ${STATES[state]} on ${on}.`;
      const cure = 'Use one that is in its window, or complete its history.';
      return [because('NOT_IN_ITS_WINDOW', { name, on, state }, { detail, cure })];
    });
}

/** It may be used on that day, and left on it: days do not tell which came first, that or the use. */
function leftOn(
  name: string,
  { stretches, on }: { readonly stretches: readonly Stretch[]; readonly on: Made['on'] },
): readonly TraceReason[] {
  const state = stretchOn(stretches, on)?.state;
  if (state === undefined || state === 'in-use') return [];
  const detail = `${name} was in use on ${on} until it left on that day; in the own list it ${STATES[state]} from then on, and nothing there says which came first, that or the use.`;
  const cure = 'Say at what time it left, and by which record it is shown that it was used before, or use another.';
  return [because('LEFT_THAT_DAY', { name, on, state }, { detail, cure })];
}

interface Made {
  readonly maker: string;
  readonly on: Calibration['calibratedOn'];
}

const DOUBTS: readonly string[] = ['FOUND_OFF_LATER', 'FOUND_OFF_BY_ANOTHER'];
const isDoubt = (code: string) => DOUBTS.includes(code);

/**
 * Where certificates, or attestations, that the maker knows had begun by the day and none holds on it, what the newest lacks;
 * where some hold, what is doubtful about the newest of those.
 */
function againstPapers(
  { standard: name, attestation }: Reference,
  { maker, on }: Made,
  around: Surroundings,
): readonly TraceReason[] {
  if (attestation !== undefined) return [];
  const { papers } = around;
  const certified = papers
    .near<UsedPaper['statement']['kind']>('about-instrument', name, PAPERS)
    .map((paper) => paper as UsedPaper)
    // What was calibrated with it is found by its name as well.
    .filter((paper) => nameKey(useOf(paper).of) === nameKey(name) && isOwn(paper, { name, maker }, around))
    .map((paper): Known => {
      const { reasons: faults, doubts } = examineHeld(paper, { name, on, user: maker }, around);
      return { from: useOf(paper).from, faults, doubts };
    });
  const attested = papers
    .near('about-instrument', name, ['MeasurementStandard'])
    .filter(({ statement: { subject } }) => subject.keeper.id === maker)
    .map((paper): Known => ({ from: paper.statement.subject.from, faults: faultsOfStandard(paper, on, around) }));
  // A standard needs both where both are known: what attests it does not calibrate it.
  return [certified, attested].flatMap((known) => newestAgainst(known.filter(({ from }) => from <= on)));
}

interface Known {
  readonly from: Made['on'];
  readonly faults: readonly TraceReason[];
  readonly doubts?: readonly TraceReason[] | undefined;
}

function newestAgainst(begun: readonly Known[]): readonly TraceReason[] {
  const newest = (known: readonly Known[]) => [...known].sort((one, other) => compareDays(other.from, one.from))[0];
  const holding = newest(begun.filter(({ faults }) => faults.length === 0));
  return holding === undefined ? (newest(begun)?.faults ?? []) : (holding.doubts ?? []);
}

/** Papers go by the name of the thing, and another's may have the same: its own, or one that it calibrated with before. */
function isOwn(
  { statement }: UsedPaper,
  { name, maker }: { readonly name: string; readonly maker: string },
  { papers }: Surroundings,
): boolean {
  if (statement.issuer === maker) return true;
  const isIt = (one: StatementReference | undefined) => one?.issuer === statement.issuer && one.id === statement.id;
  return papers
    .near('rests-on', statementKey(statement), ['CalibrationCertificate'])
    .some(
      ({ statement: { issuer, subject } }) =>
        issuer === maker &&
        (subject.references ?? []).some(
          ({ standard, calibration }) => nameKey(standard) === nameKey(name) && isIt(calibration),
        ),
    );
}
