// SPDX-License-Identifier: Apache-2.0
import type { CalendarDay } from '@touchstone/identifiers';
import { nameOf, type PaperName, type TraceLink, type TraceNode, type TraceReason, type TraceState } from './graph.ts';
import type { Paper } from './papers.ts';
import { type Examined, type ExaminedReference, type UsedPaper, useOf } from './references.ts';
import type { Surroundings } from './vouching.ts';

/** Where every chain ends. */
export const SI: TraceNode = { id: 'si', kind: 'si', name: 'SI' };

/** A graph while it is drawn. */
export interface Drawing {
  readonly around: Surroundings;
  readonly nodes: Map<string, TraceNode>;
  readonly links: Map<string, TraceLink>;
  readonly reasons: TraceReason[];
  cutOff: boolean;
}

/** A link as it is found, before it is known whether anybody vouches for it. */
interface Drawn {
  readonly from: TraceNode;
  readonly to: TraceNode;
  readonly on: CalendarDay;
  readonly state: Examined['state'];
  readonly papers: readonly PaperName[];
  readonly reasons: readonly TraceReason[];
  readonly shownBy?: PaperName;
  readonly assuredBy?: PaperName | undefined;
}

/** Not disclosed and vouched for is assured; not disclosed, and nothing even named, is broken without anybody's word. */
function stateOf({ state, assuredBy, reasons }: Drawn): TraceState {
  if (state !== 'undisclosed') return state;
  if (assuredBy !== undefined) return 'assured';
  return reasons.every(({ code }) => code === 'NOT_ON_RECORD') ? 'undisclosed' : 'broken';
}

/** Adds a link, once. */
export function draw({ links }: Drawing, drawn: Drawn): void {
  const { from, to, on, papers, reasons, shownBy, assuredBy } = drawn;
  const state = stateOf(drawn);
  const link: TraceLink = {
    ...{ from: from.id, to: to.id, state, on, reasons },
    shownBy: [...(shownBy === undefined ? [] : [shownBy]), ...papers],
    ...(state === 'assured' && assuredBy !== undefined ? { assuredBy } : {}),
  };
  links.set(JSON.stringify([link.from, link.to, on, state]), link);
}

/** Adds a thing, once. */
export function put({ nodes }: Drawing, node: TraceNode): TraceNode {
  nodes.set(node.id, node);
  return node;
}

/** Something that is not named, above a thing. */
export function unnamed(drawing: Drawing, below: TraceNode, name: string): TraceNode {
  return put(drawing, { id: `unnamed ${name} ${below.id}`, kind: 'unnamed', name });
}

/** The id of a thing that a statement is about, or that is a statement. */
export const idOf = ({ statement: { issuer, id } }: Pick<Paper, 'statement'>) => `${issuer} ${id}`;

/** A thing with the certificate by which it is used. */
export function thingNode(paper: UsedPaper, kind: 'instrument' | 'reference-material'): TraceNode {
  return { id: idOf(paper as Paper), kind, name: useOf(paper).of, paper: nameOf(paper as Paper) };
}

/** A standard as an authority attests it. */
export function standardNode(paper: Paper<'MeasurementStandard'>): TraceNode {
  const { standard: name, level, keeper, place, realisation } = paper.statement.subject;
  return {
    ...{ id: idOf(paper as Paper), kind: 'measurement-standard', name, level, place, realisation: realisation.by },
    keeper: { id: keeper.id, name: keeper.name },
    ...(realisation.by === 'intrinsic' ? { constants: realisation.constants } : {}),
    paper: nameOf(paper as Paper),
  };
}

/** A standard that is attested is one thing for all who name it; another is known by the certificate that names it. */
export function referenceNode(below: TraceNode, { reference, attestation, papers }: ExaminedReference): TraceNode {
  if (attestation !== undefined) return standardNode(attestation);
  const [paper] = papers;
  const id = paper === undefined ? `${below.id} ${reference.standard}` : `${paper.issuer} ${paper.id}`;
  const kind = paper?.kind === 'ReferenceMaterialCertificate' ? 'reference-material' : 'measurement-standard';
  return { id, kind, name: reference.standard, ...(paper === undefined ? {} : { paper }) };
}
