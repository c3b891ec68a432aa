// SPDX-License-Identifier: Apache-2.0
import { type CalendarDay, dayFromNumber, numberOfDay } from '@touchstone/identifiers';
import { statementKey } from '@touchstone/statements';
import { nameOf, type PaperName } from '../traceability/graph.ts';
import type { Paper } from '../traceability/papers.ts';
import {
  type DoubtAround,
  type DoubtfulReference,
  type KeptInstrument,
  sameStatement,
  sourceFinder,
  type UseSource,
} from './doubtful-uses.ts';
import { makeImpactGraph, NEVER, WHENEVER } from './impact-graph.ts';
import { doubtfulFinder, type RecordedUse, recordedFinder } from './recorded-uses.ts';
import { isMaking, lotsOf, madeOf, restsOf, type Sensitivity, samplingOf, usesOf } from './uses.ts';
import { type ImpactWalk, impactPath, walkImpact } from './walk-impact.ts';

/** What stands at a place of the tree of impact. */
export type ImpactKind =
  | 'reference'
  | 'calibration'
  | 'reference-material'
  | 'verification'
  | 'report'
  | 'certificate'
  | 'measure'
  | 'lot'
  | 'instrument';

/** One thing in the tree. */
export interface ImpactNode {
  readonly id: string;
  readonly kind: ImpactKind;
  /** Name of the instrument, number of the report or certificate, food and number of the lot. */
  readonly name: string;
  readonly paper?: PaperName;
  /** Who issued the paper; of a lot its producer, where one is named; of an instrument who keeps it. */
  readonly party?: string;
}

/** A use that carries doubt: `to` was made with `from`, or rests on it, or speaks of it. */
export interface ImpactLink {
  readonly from: string;
  readonly to: string;
  /** Absent where the day does not matter: a certificate rests on its report. */
  readonly on?: CalendarDay;
  readonly result?: string;
  readonly sensitivity?: Sensitivity;
  /** True of what only the record of the work says: it is nobody's business but of whoever signed the paper. */
  readonly isRecorded?: true;
}

/** What doubt reaches, the day from which it is in doubt, and the way there. */
export interface ImpactHit {
  readonly node: ImpactNode;
  readonly since: CalendarDay;
  readonly path: readonly ImpactLink[];
}

/** The tree of impact of one reference. */
export interface Impact {
  readonly root: ImpactNode;
  readonly hits: readonly ImpactHit[];
  /** Every use that carries doubt, also those that are on no path. */
  readonly links: readonly ImpactLink[];
}

/** What is known beside the papers. */
export interface TraceImpactOptions {
  readonly cleared?: ReadonlySet<string>;
  readonly kept?: readonly KeptInstrument[];
  readonly recorded?: readonly RecordedUse[];
}

const ROOT = 'reference';
const KINDS: Readonly<Record<string, ImpactKind>> = {
  CalibrationCertificate: 'calibration',
  ReferenceMaterialCertificate: 'reference-material',
  VerificationCertificate: 'verification',
  TestReport: 'report',
  ConformityCertificate: 'certificate',
};

/**
 * Walks from a reference forward over what was made with it in the doubtful days: calibrations, reports, certificates,
 * lots. JCGM 200:2012, 2.42, read from its other end; ISO/IEC 17025:2017, 7.10.1 and 6.4.9: examine the effect.
 *
 * `cleared` are hits (by id) whose owners found them not affected: doubt stops there. `kept` are lists of instruments,
 * `recorded` what only the records of work name.
 */
export function traceImpact(
  papers: ReadonlyMap<string, Paper>,
  doubt: DoubtfulReference,
  { cleared = new Set(), kept = [], recorded = [] }: TraceImpactOptions = {},
): Impact {
  const drawn = drawPapers(papers, { doubt, kept }, recorded);
  drawKept(drawn, papers, { doubt, kept });
  const { nodes, links } = drawn;
  const graph = makeImpactGraph(nodes.length, arcsOf(drawn));
  const root = { node: 0, from: numberOfDay(doubt.from), until: numberOfDay(doubt.until) };
  const until = Int32Array.from(nodes, ({ id }) => (cleared.has(id) ? WHENEVER : NEVER));
  const walk = walkImpact(graph, [root], { until });
  const hits = Array.from(walk.hits, (hit): ImpactHit => {
    const path = impactPath(graph, walk, hit).map(({ arc }) => links[arc] as ImpactLink);
    return { node: nodes[hit] as ImpactNode, since: dayFromNumber(walk.since[hit] as number), path };
  });
  return { root: nodes[0] as ImpactNode, hits, links: carrying(drawn, walk, { root, cleared }) };
}

interface Drawn {
  readonly nodes: ImpactNode[];
  readonly links: ImpactLink[];
  readonly index: Map<string, number>;
}

/** Everything that the papers say was made with what, whenever that was. */
function drawPapers(papers: ReadonlyMap<string, Paper>, around: DoubtAround, recorded: readonly RecordedUse[]): Drawn {
  const { doubt } = around;
  const drawn: Drawn = { nodes: [], links: [], index: new Map() };
  put(drawn, { id: ROOT, kind: 'reference', name: doubt.standard, party: doubt.owner });
  for (const [key, paper] of papers) put(drawn, nodeOf(key, paper));
  const sourceOf = sourceFinder(papers, around);
  const isOwn = new Set(doubt.papers.map(statementKey));
  const recordedOf = recordedFinder(recorded);
  const doubtfulUse = doubtfulFinder(around);
  for (const [to, paper] of papers) {
    // The reference's own calibrations are what it was relied upon by, not what was made with it.
    if (isOwn.has(to)) continue;
    for (const use of usesOf(paper)) {
      const source = sourceOf(paper, use);
      if (source === undefined) continue;
      const { on, result, sensitivity } = use;
      const from = idOf(source);
      const more = {
        ...(result === undefined ? {} : { result }),
        ...(sensitivity === undefined ? {} : { sensitivity }),
      };
      drawn.links.push({ from, to, on, ...more });
    }
    for (const one of recordedOf(to, paper)) {
      const found = doubtfulUse(one, (use) => sourceOf(paper, use));
      if (found === undefined) continue;
      const { on, result } = found.use;
      const of = result === undefined ? {} : { result };
      drawn.links.push({ from: idOf(found.source), to, on, isRecorded: true, ...of });
    }
    for (const rest of restsOf(paper)) {
      const from = statementKey(rest);
      if (papers.get(from)?.digest === rest.digest) drawn.links.push({ from, to });
    }
    drawLots(drawn, { to, paper, papers });
  }
  return drawn;
}

function idOf(source: UseSource): string {
  return source.by === 'reference' ? ROOT : statementKey(source.paper.statement);
}

/** Instruments in use by a certificate; whoever signed that one, or raised the doubt, is told by it and not once more. */
function drawKept(drawn: Drawn, papers: ReadonlyMap<string, Paper>, { doubt, kept }: DoubtAround): void {
  for (const { id, name, keeper, windows } of kept) {
    for (const { from: on, to: last, certificate } of windows) {
      if (certificate === undefined || certificate.issuer === keeper) continue;
      const key = statementKey(certificate);
      const paper = papers.get(key);
      const isOfReference = doubt.papers.some((one) => sameStatement(one, certificate));
      const isListed = isOfReference || (paper?.digest === certificate.digest && isMaking(paper));
      // What was calibrated anew before the doubt, or when it was found off, is not in doubt by it.
      const isOutside = isOfReference && (on >= doubt.until || (last !== undefined && last < doubt.from));
      if (!isListed || isOutside || (isOfReference && keeper === doubt.owner)) continue;
      const to = `instrument ${id} ${key}`;
      put(drawn, { id: to, kind: 'instrument', name, party: keeper });
      const since = isOfReference && on < doubt.from ? doubt.from : on;
      drawn.links.push({ from: isOfReference ? ROOT : key, to, on: since });
    }
  }
}

function drawLots(
  drawn: Drawn,
  { to, paper, papers }: { readonly to: string; readonly paper: Paper; readonly papers: ReadonlyMap<string, Paper> },
): void {
  const named = samplingOf(paper);
  const sampling = named === undefined ? undefined : papers.get(statementKey(named));
  const taken =
    sampling?.statement.kind === 'SamplingRecord' && sampling.digest === named?.digest ? sampling : undefined;
  for (const { key, name, producer } of lotsOf(paper, taken)) {
    put(drawn, { id: key, kind: 'lot', name, ...(producer === undefined ? {} : { party: producer }) });
    drawn.links.push({ from: to, to: key });
  }
}

function put({ nodes, index }: Drawn, node: ImpactNode): void {
  if (index.has(node.id)) return;
  index.set(node.id, nodes.length);
  nodes.push(node);
}

function nodeOf(id: string, paper: Paper): ImpactNode {
  const { kind, issuer } = paper.statement;
  const named = nameOf(paper);
  const name = isMaking(paper) ? madeOf(paper).thing : named.number;
  return { id, kind: KINDS[kind] ?? 'measure', name, paper: named, party: issuer };
}

function arcsOf({ links, index }: Drawn) {
  return {
    from: Uint32Array.from(links, ({ from }) => index.get(from) as number),
    to: Uint32Array.from(links, ({ to }) => index.get(to) as number),
    on: Int32Array.from(links, ({ on }) => (on === undefined ? WHENEVER : numberOfDay(on))),
  };
}

/** The uses of what is in doubt on their days. */
function carrying(
  { links, index }: Drawn,
  { since }: ImpactWalk,
  {
    root,
    cleared,
  }: { readonly root: { readonly from: number; readonly until: number }; readonly cleared: ReadonlySet<string> },
): readonly ImpactLink[] {
  return links.filter(({ from, on }) => {
    if (cleared.has(from)) return false;
    const first = from === ROOT ? root.from : (since[index.get(from) as number] as number);
    const last = from === ROOT ? root.until : NEVER;
    const day = on === undefined ? first : numberOfDay(on);
    return first <= day && day <= last && day !== NEVER;
  });
}
