// SPDX-License-Identifier: Apache-2.0
import {
  type CalendarDay,
  editionCovers,
  isDayWithin,
  parseStandardNumber,
  sameStandard,
} from '@touchstone/identifiers';
import { compareWithCapability, isWithinRange } from '@touchstone/metrology/capability';
import type { ScopeLine, SubjectOf } from '@touchstone/statements';
import { unlessIncomparable } from '../checks/figures/incomparable.ts';
import type { Root } from '../evidence-source.ts';
import { because, nameOf, type PaperName, type TraceReason, quantityText } from './graph.ts';
import type { Paper, Papers } from './papers.ts';

/** What every step of a walk looks at: the record, and whom the asker takes as the authority of which places. */
export interface Surroundings {
  readonly papers: Papers;
  readonly roots: readonly Root[];
}

/** Work for which somebody must be vouched. */
export type Work =
  | ({ readonly activity: 'calibration' } & Calibrating)
  | {
      readonly activity: 'testing';
      readonly body: string;
      readonly on: CalendarDay;
      readonly method: string;
      readonly substance: string;
    }
  | {
      readonly activity: 'reference-materials';
      readonly body: string;
      readonly on: CalendarDay;
      readonly values: SubjectOf<'ReferenceMaterialCertificate'>['values'];
    };

type Results = SubjectOf<'CalibrationCertificate'>['results'];
interface Calibrating {
  readonly body: string;
  readonly on: CalendarDay;
  readonly method: string;
  readonly results: Results;
}

/** Who vouches for a body's work, and what stands against it: claims below its CMC. */
export interface Vouching {
  /** That of the first of its results, where two of them share the work. */
  readonly accreditation?: PaperName;
  readonly faults: readonly TraceReason[];
  /** Why no line of its own vouches, where those of the quantity and method are in units that do not compare. */
  readonly incomparable?: TraceReason;
}

/** Standards whose accreditation attests competence for the work, with China's identical adoption. */
const STANDARDS: Readonly<Record<Work['activity'], readonly string[]>> = {
  calibration: ['ISO/IEC 17025', 'GB/T 27025'],
  testing: ['ISO/IEC 17025', 'GB/T 27025'],
  'reference-materials': ['ISO 17034'],
};

/**
 * The accreditation (for testing also the statutory qualification) that covers the work on its day. A body cannot vouch for
 * itself; whether the body that accredited counts in a place is judged there. ILAC P10:07/2020, 2.1 to 2.4 (recalled).
 * A body may be accredited for mass by one attestation and for length by another: each result or value wants one.
 */
export function vouchingFor(work: Work, { papers }: Surroundings): Vouching {
  const grants = grantsTo(work, papers).filter((grant) => isInForce(grant, work, papers));
  const each = partsOf(work).map((part) => grantsCovering(part, papers)[0]);
  const [covering] = each.includes(undefined) ? [] : each;
  if (covering !== undefined) return { accreditation: nameOf(covering as Paper), faults: [] };
  if (work.activity !== 'calibration') return { faults: [] };
  const lines = grants.flatMap(({ statement }) => linesFor(statement.subject.scope, work));
  const [incomparable] = work.results.flatMap((result) => notComparable(result, lines));
  return {
    faults: work.results.flatMap((result) => belowCapability(result, lines)),
    ...(incomparable === undefined ? {} : { incomparable }),
  };
}

/** Each result of a calibration and each certified value by itself; a test is of one. */
function partsOf(work: Work): readonly Work[] {
  if (work.activity === 'calibration') return work.results.map((result) => ({ ...work, results: [result] }));
  if (work.activity === 'reference-materials') return work.values.map((value) => ({ ...work, values: [value] }));
  return [work];
}

/** The grants in force on the day of the work that cover it. */
export function grantsCovering(work: Work, papers: Papers): readonly Grant[] {
  return grantsTo(work, papers).filter(
    (grant) => isInForce(grant, work, papers) && covers(grant.statement.subject.scope, work),
  );
}

/** An attestation of a body's competence. */
export type Grant = Paper<'Accreditation' | 'StatutoryQualification'>;

/** What is granted to a body for such work, whether it is in force or not. */
export function grantsTo({ activity, body }: Pick<Work, 'activity' | 'body'>, papers: Papers): readonly Grant[] {
  const kinds =
    activity === 'testing' ? (['Accreditation', 'StatutoryQualification'] as const) : (['Accreditation'] as const);
  return papers.near<'Accreditation' | 'StatutoryQualification'>('about-party', body, kinds);
}

/** Whether a grant is the body's, by another, for such work, within its time and not suspended or taken back on the day. */
export function isInForce(
  grant: Grant,
  { body, on, activity }: Pick<Work, 'body' | 'on' | 'activity'>,
  papers: Papers,
): boolean {
  if (!isOfWork(grant, { body, activity }) || !isDayWithin(on, grant.statement.subject)) return false;
  return papers.statusOn(grant as Paper, on) === 'active';
}

/** Whether a grant is the body's, by another, for such work. */
export function isOfWork(grant: Grant, { body, activity }: Pick<Work, 'body' | 'activity'>): boolean {
  const { issuer, subject } = grant.statement;
  if (issuer === body || subject.id !== body) return false;
  return !('standard' in subject) || STANDARDS[activity].some((one) => isSame(one, subject.standard));
}

function covers(scope: readonly ScopeLine[], work: Work): boolean {
  switch (work.activity) {
    case 'reference-materials':
      return work.values.every(({ substance, quantity }) =>
        scope.some(
          (line) =>
            line.activity === 'reference-materials' &&
            line.property.substance === substance &&
            isLineInForce(line, work) &&
            unlessIncomparable(
              () => isWithinRange(line, quantity),
              () => false,
            ),
        ),
      );
    case 'testing':
      return scope.some(
        (line) =>
          line.activity === 'testing' &&
          line.property.substance === work.substance &&
          isLineInForce(line, work) &&
          isSame(line.method.standard, work.method, 'edition'),
      );
    case 'calibration': {
      const lines = linesFor(scope, work);
      return work.results.every((result) =>
        lines.some((line) => isOf(line, result) && compareWithCapability(line, result).outcome === 'within'),
      );
    }
  }
}

type Line = Extract<ScopeLine, { activity: 'calibration' }>;

function linesFor(scope: readonly ScopeLine[], work: Calibrating): readonly Line[] {
  return scope.filter(
    (line): line is Line =>
      line.activity === 'calibration' &&
      isLineInForce(line, work) &&
      isSame(line.method.standard, work.method, 'edition'),
  );
}

/** ILAC P14:09/2020, 5.4 (recalled); a CMC binds calibration only. */
function belowCapability(result: Results[number], lines: readonly Line[]): readonly TraceReason[] {
  const findings = findingsOf(result, lines);
  const below = findings.find(({ outcome }) => outcome === 'below');
  if (below === undefined || !('smallest' in below) || findings.some(({ outcome }) => outcome === 'within')) return [];
  const { at, expandedUncertainty: claimed } = result;
  const detail = `At ${at.value} ${at.unit} it claims ${claimed.value} ${claimed.unit}; the CMC of line ${below.line.line} is ${below.smallest} there.`;
  const values = {
    at: quantityText(at),
    claimed: quantityText(claimed),
    line: below.line.line,
    smallest: below.smallest,
  };
  const cure = `State ${below.smallest} or more, or have the scope extended first.`;
  return [because('UNCERTAINTY_BELOW_CMC', values, { detail, cure })];
}

/** A value or an uncertainty in a unit that no line of the quantity is in: its CMC is neither kept nor missed. */
function notComparable(result: Results[number], lines: readonly Line[]): readonly TraceReason[] {
  const findings = findingsOf(result, lines);
  const [first, ...more] = findings.flatMap((one) => (one.outcome === 'incomparable' ? [one] : []));
  if (first === undefined || more.length + 1 < findings.length) return [];
  const { at } = result;
  const detail = `At ${at.value} ${at.unit}: the claim and the CMC of line ${first.line.line} do not compare: ${first.detail}`;
  const cure = 'State the value and its uncertainty in units of the scope line, or have the line corrected.';
  return [because('CMC_NOT_COMPARABLE', { line: first.line.line, at: quantityText(at) }, { detail, cure })];
}

function findingsOf(result: Results[number], lines: readonly Line[]) {
  return lines.filter((line) => isOf(line, result)).map((line) => ({ line, ...compareWithCapability(line, result) }));
}

const isOf = (line: Line, { quantity }: Results[number]) => line.property.quantity === quantity;

function isLineInForce(line: ScopeLine, { on }: { readonly on: CalendarDay }): boolean {
  return isDayWithin(on, line) && !(line.suspended ?? []).some((stretch) => isDayWithin(on, stretch));
}

/** The same standard, or an edition of it that takes in the other; what is no number of a standard is compared as it is written. */
function isSame(one: string, other: string, what: 'standard' | 'edition' = 'standard'): boolean {
  try {
    const [a, b] = [parseStandardNumber(one), parseStandardNumber(other)];
    return what === 'edition' ? editionCovers(a, b) : sameStandard(a, b);
  } catch {
    return one === other;
  }
}
