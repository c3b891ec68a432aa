// SPDX-License-Identifier: Apache-2.0
import type { CalendarDay } from '@touchstone/identifiers';
import type { StatementReference } from '@touchstone/statements';
import { type Link, type Reason, reason } from '../../check.ts';
import type { Bench } from '../../judge/bench.ts';
import { examinePaper } from './examine-paper.ts';
import { reaches } from './reaches.ts';
import { type Examined, isTracedPaper, type TracedPaper, viewOf } from './traced-paper.ts';

/** How a link of traceability stands, from the worst to the best. What is disclosed must hold; undisclosed is not broken. */
const STATES = ['broken', 'undisclosed', 'assured', 'shown'] as const;
export type LinkState = (typeof STATES)[number];

/** One instrument followed up to a national standard, or as far as the papers go. */
export interface Traceability {
  readonly state: LinkState;
  /** Of every link in turn, what is wrong with it and how it stands. */
  readonly links: readonly TraceLink[];
  /** The certificate of the instrument or material itself, where it holds. */
  readonly certificate?: TracedPaper;
}

/** One link: a certificate, or the place where one is not disclosed. */
export interface TraceLink {
  readonly state: LinkState;
  readonly reasons: readonly Reason[];
  readonly rests: readonly Link[];
}

/** An instrument, standard or material that something rests on, and the day on which it was relied upon. */
interface Step {
  readonly instrument: string;
  readonly reference: StatementReference | undefined;
  readonly on: CalendarDay;
  /** Whether an accreditation vouches for what lies above, as far as it is not shown. */
  readonly assured: boolean;
}

/** Longest chain that is followed: from an instrument to a national standard there are seldom more than five links. */
const DEPTH_MAX = 8;

/** Follows an instrument link by link, level by level, each standard once. ILAC P10:07/2020; ISO/IEC 17025:2017, 6.5. */
export function traceInstrument(
  instrument: string,
  calibration: StatementReference | undefined,
  { on, bench }: { readonly on: CalendarDay; readonly bench: Bench },
): Traceability {
  const first: Step = { instrument, reference: calibration, on, assured: false };
  return bench.remember(bench.set, `trace ${nameOf(first)}`, () => traceFrom(first, bench));
}

function traceFrom(first: Step, bench: Bench): Traceability {
  const links: TraceLink[] = [];
  const seen = new Set<string>();
  let level: readonly Step[] = [first];
  let certificate: TracedPaper | undefined;
  for (let depth = 0; level.length > 0; depth += 1) {
    const next: Step[] = [];
    for (const step of level) {
      const made = depth < DEPTH_MAX ? linkOf(step, bench) : { links: [tooLong(step)], next: [] };
      links.push(...made.links);
      if (step === first) certificate = made.certificate;
      next.push(...made.next.filter((one) => !seen.has(nameOf(one)) && seen.add(nameOf(one)) !== undefined));
    }
    level = next;
  }
  const state = STATES.find((one) => links.some((link) => link.state === one)) as LinkState;
  return { state, links, ...(certificate === undefined ? {} : { certificate }) };
}

interface Followed {
  readonly links: readonly TraceLink[];
  readonly next: readonly Step[];
  readonly certificate?: TracedPaper;
}

function linkOf(step: Step, bench: Bench): Followed {
  const { instrument, reference, on } = step;
  if (reference === undefined) return { links: [notShown(step)], next: [] };
  const examined = examinePaper({ instrument, reference, on }, bench);
  const { certificate, outcome, reasons, rests } = examined;
  if (outcome === 'failed') {
    const said = reason('TRACE_LINK_BROKEN', `the link of ${instrument} is broken`, { instrument });
    return { links: [{ state: 'broken', reasons: [...reasons, said], rests }], next: [] };
  }
  if (certificate === undefined) return { links: [notShown(step, examined)], next: [] };
  const { certificateNumber } = certificate.statement.subject;
  const { maker } = viewOf(certificate);
  const values = { instrument, certificate: certificateNumber, laboratory: maker.name };
  const said = reason('TRACE_LINK_SHOWN', `${instrument} is shown by ${certificateNumber} of ${maker.name}`, values);
  if (examined.by === 'national-institute') {
    const end = reason('TRACE_ENDS', `${maker.name} keeps a national standard, where the chain ends`, values);
    return { links: [{ state: 'shown', reasons: [said, end], rests }], next: [], certificate };
  }
  const above = restOf(certificate, bench);
  return { links: [{ state: 'shown', reasons: [said], rests }, ...above.links], next: above.next, certificate };
}

/** What a certificate itself rests on: its references, one of which must carry its quantities over its values. */
function restOf(certificate: TracedPaper, bench: Bench): Followed {
  const { references, madeOn, of: instrument } = viewOf(certificate);
  const steps = references.map(
    ({ standard, calibration }): Step => ({
      instrument: standard,
      reference: calibration,
      on: madeOn,
      assured: true,
    }),
  );
  if (steps.length === 0) {
    const unnamed: Step = {
      instrument: `the references of ${instrument}`,
      reference: undefined,
      on: madeOn,
      assured: true,
    };
    return { links: [notShown(unnamed)], next: [] };
  }
  if (references.some(({ calibration }) => mayCarry(calibration, certificate, bench)))
    return { links: [], next: steps };
  const detail = `no reference of ${instrument} is calibrated for what it was calibrated for, over its range`;
  const differs = reason('TRACE_QUANTITY_DIFFERS', detail, { instrument });
  return { links: [{ state: 'assured', reasons: [differs], rests: [] }], next: steps };
}

/** A reference that is not at hand may carry anything; one that is carries what its own values reach. */
function mayCarry(reference: StatementReference | undefined, certificate: TracedPaper, { set }: Bench): boolean {
  const held = reference === undefined ? 'missing' : set.resolve(reference);
  if (typeof held === 'string' || !isTracedPaper(held)) return true;
  const { values } = viewOf(held);
  return viewOf(certificate).values.every(({ quantity, at }) => {
    const points = values.filter((one) => one.quantity === quantity);
    return reaches(held, points, at);
  });
}

function notShown({ instrument, assured }: Step, why?: Examined): TraceLink {
  const values = { instrument };
  const said = assured
    ? reason('TRACE_LINK_ASSURED', `${instrument}: not shown, and assured by the accreditation below it`, values)
    : reason('TRACE_LINK_UNDISCLOSED', `${instrument}: its calibration is not shown`, values);
  const reasons = [...(why?.reasons ?? []), said];
  return { state: assured ? 'assured' : 'undisclosed', reasons, rests: why?.rests ?? [] };
}

function tooLong({ instrument }: Step): TraceLink {
  const detail = `${instrument}: the chain has more than ${DEPTH_MAX} links, and was not followed further`;
  return { state: 'assured', reasons: [reason('TRACE_TOO_LONG', detail, { instrument })], rests: [] };
}

function nameOf({ instrument, reference, on }: Step): string {
  // Only the name of the instrument may have spaces, and it comes last.
  return `${on} ${reference?.issuer} ${reference?.id} ${reference?.digest} ${instrument}`;
}
