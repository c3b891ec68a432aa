// SPDX-License-Identifier: Apache-2.0
import type { CalendarDay } from '@touchstone/identifiers';
import type { StatementReference } from '@touchstone/statements';
import { decidedFaults } from './decided.ts';
import { type Drawing, draw, idOf, put, referenceNode, SI, standardNode, thingNode, unnamed } from './drawing.ts';
import {
  because,
  nameOf,
  type PaperName,
  type TraceGraph,
  type TraceNode,
  type TraceReason,
  worstState,
} from './graph.ts';
import { byKeeperAlone } from './keeper-alone.ts';
import { isKeepersWord } from './keepers-word.ts';
import { makingOf } from './making.ts';
import type { Paper } from './papers.ts';
import {
  type Examined,
  type ExaminedReference,
  examineHeld,
  examineUse,
  isUsedPaper,
  type UsedPaper,
  useOf,
} from './references.ts';
import { faultsOfStandard } from './standing.ts';
import { type Surroundings, vouchingFor } from './vouching.ts';

/** Where a walk begins: a statement on record, or a thing that somebody has, with the certificate that they name for it. */
export type TraceRoot =
  | { readonly by: 'statement'; readonly issuer: string; readonly id: string; readonly result?: string }
  /** `isCalibratedByWord`: whoever has it says that it is calibrated, and names no certificate. */
  | {
      readonly by: 'thing';
      readonly name: string;
      readonly certificate?: StatementReference;
      readonly isCalibratedByWord?: boolean;
    };

/** The day for which things are looked at, and how many links are followed upwards at most. */
export interface WalkOptions {
  readonly on: CalendarDay;
  readonly linksMax?: number;
}

/** Longest chain that is followed: from a reading to the SI there are seldom more than seven links. */
export const TRACE_LINKS_MAX = 12;
/** Most things of one graph: a report of two thousand results names a few dozen instruments. */
const NODES_MAX = 500;

/** A thing whose own links are to be drawn next. */
type Step = () => readonly Step[];

/**
 * Follows a thing link by link up to the SI, each thing once. ILAC P10:07/2020, 2; ISO/IEC 17025:2017, 6.5 (both recalled).
 * Undefined where there is no such statement, or none that could have a chain.
 */
export function walkTrace(
  root: TraceRoot,
  { on, linksMax = TRACE_LINKS_MAX }: WalkOptions,
  around: Surroundings,
): TraceGraph | undefined {
  const drawing: Drawing = { around, nodes: new Map(), links: new Map(), reasons: [], cutOff: false };
  const begun = begin(root, on, drawing);
  if (begun === undefined) return undefined;
  let level = begun.steps;
  for (let depth = 0; level.length > 0 && depth < linksMax; depth += 1) {
    const next = level.flatMap((step) => step());
    const isFull = drawing.nodes.size > NODES_MAX;
    drawing.cutOff ||= next.length > 0 && (isFull || depth + 1 === linksMax);
    level = isFull ? [] : next;
  }
  const links = [...drawing.links.values()];
  const { reasons, nodes, cutOff } = drawing;
  const state = reasons.length > 0 ? 'broken' : worstState(links);
  return { root: begun.node.id, state, nodes: [...nodes.values()], links, reasons, cutOff };
}

function begin(
  root: TraceRoot,
  on: CalendarDay,
  drawing: Drawing,
): { node: TraceNode; steps: readonly Step[] } | undefined {
  const { papers } = drawing.around;
  if (root.by === 'thing') {
    const node = put(drawing, { id: `thing ${root.name}`, kind: 'instrument', name: root.name });
    return { node, steps: [() => linksOfThing(node, { ...root, on }, drawing)] };
  }
  const paper = papers.identified(root.issuer, root.id);
  if (paper === undefined) return undefined;
  const { kind, subject } = paper.statement;
  if (kind === 'TestReport') {
    const report = paper as Paper<'TestReport'>;
    const { laboratory, reportNumber, results } = report.statement.subject;
    if (root.result !== undefined && !results.some(({ result }) => result === root.result)) return undefined;
    const at = { keeper: { id: laboratory.id, name: laboratory.name }, place: laboratory.place };
    const node = put(drawing, { id: idOf(paper), kind: 'report', name: reportNumber, ...at, paper: nameOf(paper) });
    takenBack(paper, on, drawing);
    return { node, steps: [() => linksOfReport(node, report, root.result, drawing)] };
  }
  if (kind === 'MeasurementStandard') {
    const standard = paper as Paper<'MeasurementStandard'>;
    const node = put(drawing, standardNode(standard));
    drawing.reasons.push(...faultsOfStandard(standard, on, drawing.around));
    const { standard: name } = standard.statement.subject;
    const reference: ExaminedReference = {
      reference: { standard: name },
      attestation: standard,
      state: 'shown',
      papers: [],
      reasons: [],
    };
    return { node, steps: [() => linksOfReference(node, reference, { on }, drawing)] };
  }
  if (!isUsedPaper(paper)) return undefined;
  const { of } = useOf(paper);
  const node = put(drawing, thingNode(paper, 'batch' in subject ? 'reference-material' : 'instrument'));
  drawing.reasons.push(...examineHeld(paper, { name: of, on }, drawing.around).reasons);
  return { node, steps: [() => linksOfCertificate(node, paper, drawing)] };
}

/** What a thing that somebody has rests on: the certificate that they name for it. */
function linksOfThing(
  node: TraceNode,
  {
    name,
    certificate,
    isCalibratedByWord = false,
    on,
  }: Omit<Extract<TraceRoot, { readonly by: 'thing' }>, 'by'> & { readonly on: CalendarDay },
  drawing: Drawing,
): readonly Step[] {
  const used = certificate === undefined ? undefined : examineUse({ name, reference: certificate, on }, drawing.around);
  if (used?.paper === undefined || used.state === 'broken') {
    const above = unnamed(drawing, node, `calibration of ${name}`);
    const nothing = isCalibratedByWord ? { ...BROKEN, reasons: [byKeeperAlone(name, on)] } : notCalibrated(name, on);
    draw(drawing, { from: node, to: above, on, ...(used ?? nothing) });
    return [];
  }
  const { paper } = used;
  return [() => linksOfCertificate(node, paper, drawing)];
}

/** What a report rests on: the instruments and materials of each result, one of which must carry what was measured. */
function linksOfReport(
  node: TraceNode,
  { statement: { subject } }: Paper<'TestReport'>,
  only: string | undefined,
  drawing: Drawing,
): readonly Step[] {
  const next = new Map<string, Step>();
  for (const result of subject.results.filter((one) => only === undefined || one.result === only)) {
    const { testedOn: on, substance, method } = result;
    const body = result.obtainedBy?.provider.id ?? subject.laboratory.id;
    const work = { activity: 'testing', body, on, method: method.standard, substance } as const;
    const { accreditation } = vouchingFor(work, drawing.around);
    let carried = false;
    for (const { instrument: name, calibration } of result.instruments ?? []) {
      const used: Examined & { readonly paper?: UsedPaper } =
        calibration === undefined
          ? notCalibrated(name, on)
          : examineUse({ name, reference: calibration, on, user: subject.laboratory.id }, drawing.around);
      const { paper } = used;
      const kind = paper?.statement.kind === 'ReferenceMaterialCertificate' ? 'reference-material' : 'instrument';
      const thing = put(
        drawing,
        paper === undefined ? { id: `${node.id} ${name}`, kind, name } : thingNode(paper, kind),
      );
      // Nothing named is nothing disclosed: the accreditation of who measured covers it. What is named must hold.
      const state = calibration === undefined && accreditation !== undefined ? 'undisclosed' : used.state;
      const isOwnWord = paper !== undefined && isKeepersWord(paper, subject.laboratory.id, drawing.around);
      const reasons = [...used.reasons, ...(used.doubts ?? []), ...(isOwnWord ? [byKeeperAlone(name, on)] : [])];
      draw(drawing, { from: node, to: thing, on, ...used, reasons, state, assuredBy: accreditation });
      carried ||= paper !== undefined && used.state === 'shown' && carries(paper, substance);
      if (paper !== undefined && used.state === 'shown')
        next.set(thing.id, () => linksOfCertificate(thing, paper, drawing));
    }
    if (!carried)
      draw(drawing, {
        from: node,
        to: unnamed(drawing, node, substance),
        on,
        ...notTraced(substance),
        assuredBy: accreditation,
      });
  }
  return [...next.values()];
}

/** A balance shows nothing of a content of lead: a material or a calibration must be of what was measured. */
function carries({ statement: { subject } }: UsedPaper, substance: string): boolean {
  if ('values' in subject) return subject.values.some((value) => value.substance === substance);
  return 'calibratedOn' in subject && subject.results.some(({ quantity }) => quantity === substance);
}

/** What a certificate rests on: its references; where it names none, whoever vouches for its maker. */
function linksOfCertificate(node: TraceNode, paper: UsedPaper, drawing: Drawing): readonly Step[] {
  const { on, references, assuredBy, faults } = makingOf(paper, drawing.around);
  const by = { shownBy: nameOf(paper as Paper), assuredBy };
  if (references.length === 0) {
    const reasons = faults.length > 0 ? faults : [noReference(node.name)];
    draw(drawing, {
      from: node,
      to: unnamed(drawing, node, `references of ${node.name}`),
      on,
      ...by,
      state: faults.length > 0 ? 'broken' : 'undisclosed',
      papers: [],
      reasons,
    });
    return [];
  }
  return references.flatMap((one) => {
    const above = put(drawing, referenceNode(node, one));
    const state = faults.length > 0 ? 'broken' : one.state;
    draw(drawing, {
      from: node,
      to: above,
      on,
      ...by,
      state,
      papers: one.papers,
      reasons: [...faults, ...one.reasons, ...(one.doubts ?? [])],
    });
    return state === 'broken' ? [] : [() => linksOfReference(above, one, { on, assuredBy }, drawing)];
  });
}

/** What a standard rests on: the SI where it realises a unit; else its own calibration, named or found by its name. */
function linksOfReference(
  node: TraceNode,
  { reference, attestation }: ExaminedReference,
  { on, assuredBy }: { readonly on: CalendarDay; readonly assuredBy?: PaperName | undefined },
  drawing: Drawing,
): readonly Step[] {
  const { standard: name, calibration } = reference;
  if (attestation !== undefined && endsChain(attestation)) {
    put(drawing, SI);
    const reasons = faultsOfStandard(attestation, on, drawing.around);
    const state = reasons.length > 0 ? 'broken' : 'shown';
    draw(drawing, { from: node, to: SI, on, state, papers: [nameOf(attestation as Paper)], reasons });
    return [];
  }
  const named =
    calibration === undefined ? undefined : examineUse({ name, reference: calibration, on }, drawing.around).paper;
  const found = named ?? (calibration === undefined ? calibrationOnRecord(name, on, drawing.around) : undefined);
  if (found !== undefined) return linksOfCertificate(node, found, drawing);
  const { state, reasons } =
    calibration === undefined ? notCalibrated(name, on) : { state: 'undisclosed' as const, reasons: [] };
  const how = { state: assuredBy === undefined ? state : ('undisclosed' as const), papers: [], reasons };
  draw(drawing, { from: node, to: unnamed(drawing, node, `calibration of ${name}`), on, ...how, assuredBy });
  return [];
}

function endsChain({ statement: { subject } }: Paper<'MeasurementStandard'>): boolean {
  return subject.level === 'primary' || subject.realisation.by === 'intrinsic';
}

/** The newest calibration under the name of a standard that was in its window on the day, and not taken back. */
function calibrationOnRecord(name: string, on: CalendarDay, around: Surroundings): UsedPaper | undefined {
  return around.papers
    .near('about-instrument', name, ['CalibrationCertificate'])
    .filter((paper) => examineHeld(paper, { name, on }, around).state === 'shown')
    .sort((a, b) => (a.statement.subject.calibratedOn < b.statement.subject.calibratedOn ? 1 : -1))[0];
}

function takenBack(paper: Paper, on: CalendarDay, { around, reasons }: Drawing): void {
  const status = around.papers.statusOn(paper, on);
  if (status !== 'active')
    reasons.push(
      because(
        'NOT_IN_FORCE',
        { number: nameOf(paper).number, status, on },
        { detail: `${nameOf(paper).number} was ${status} on ${on}.` },
      ),
    );
  reasons.push(...decidedFaults(paper, { name: nameOf(paper).number }, around));
}

const BROKEN = { state: 'broken', papers: [] } as const;

function notCalibrated(name: string, on: CalendarDay): Examined {
  const cure = `Have ${name} calibrated, and name the certificate.`;
  const reasons = [
    because(
      'NO_CALIBRATION',
      { name, on },
      { detail: `No calibration of ${name} for ${on} is on record or named.`, cure },
    ),
  ];
  return { ...BROKEN, reasons };
}

function notTraced(substance: string): Examined {
  const cure = `Name the reference material, or the calibration, by which ${substance} was measured.`;
  const reasons = [
    because('MEASURAND_NOT_TRACED', { substance }, { detail: `No certificate named is of ${substance}.`, cure }),
  ];
  return { state: 'undisclosed', papers: [], reasons };
}

function noReference(name: string): TraceReason {
  return because(
    'NO_REFERENCE_NAMED',
    { name },
    {
      detail: `The certificate of ${name} does not say what it rests on.`,
      cure: 'Have its issuer name the references.',
    },
  );
}
