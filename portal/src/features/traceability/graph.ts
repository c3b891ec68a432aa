// SPDX-License-Identifier: Apache-2.0
import type { TraceabilityGraph } from '@touchstone/contract';
import { ask } from '../../api/client.ts';
import { flag, list, maybe, members, oneOf, type Read, text } from '../../api/narrow.ts';
import type { StatementName } from '../statement/statement.ts';

export type TraceNode = TraceabilityGraph['nodes'][number];
export type TraceLink = TraceabilityGraph['links'][number];
export type TraceState = TraceabilityGraph['state'];
export type TraceReason = TraceabilityGraph['reasons'][number];
export type PaperName = TraceLink['shownBy'][number];

const STATES = ['broken', 'undisclosed', 'assured', 'shown'] as const satisfies readonly TraceState[];
const KINDS = ['report', 'instrument', 'reference-material', 'measurement-standard', 'unnamed', 'si'] as const;
const LEVELS = ['primary', 'public', 'working'] as const;
const REALISATIONS = ['artefact', 'intrinsic'] as const;

/** What is asked about: a statement, on a day. */
export interface TraceQuestion {
  readonly name: StatementName;
  readonly on: string | undefined;
}

/** Fetches what a statement rests on, up to the SI. */
export function requestGraph({ name, on }: TraceQuestion, signal: AbortSignal): Promise<TraceabilityGraph> {
  const day = on === undefined ? '' : `?on=${encodeURIComponent(on)}`;
  const path = `/api/traceability/${encodeURIComponent(name.issuer)}/${encodeURIComponent(name.id)}${day}`;
  return ask(path, { signal }, (body) => readGraph(body, ''));
}

/** The page of what a statement rests on. */
export function traceabilityPage({ issuer, id }: StatementName): string {
  return `/traceability/${encodeURIComponent(issuer)}/${encodeURIComponent(id)}`;
}

/** A statement by its names and digest. */
export const readPaper: Read<PaperName> = (value, path) => {
  const given = members(value, path);
  const read = (name: keyof PaperName) => text(given[name], `${path}/${name}`);
  return { kind: read('kind'), issuer: read('issuer'), id: read('id'), digest: read('digest'), number: read('number') };
};

const readValues: Read<Record<string, string>> = (value, path) =>
  Object.fromEntries(Object.entries(members(value, path)).map(([name, one]) => [name, text(one, `${path}/${name}`)]));

const readReason: Read<TraceReason> = (value, path) => {
  const given = members(value, path);
  const cure = maybe(text)(given.cure, `${path}/cure`);
  const values = maybe(readValues)(given.values, `${path}/values`);
  const reason = { code: text(given.code, `${path}/code`), detail: text(given.detail, `${path}/detail`) };
  return { ...reason, ...(cure === undefined ? {} : { cure }), ...(values === undefined ? {} : { values }) };
};

/** One link upwards. */
export const readLink: Read<TraceLink> = (value, path) => {
  const given = members(value, path);
  const assuredBy = maybe(readPaper)(given.assuredBy, `${path}/assuredBy`);
  return {
    from: text(given.from, `${path}/from`),
    to: text(given.to, `${path}/to`),
    state: oneOf(STATES)(given.state, `${path}/state`),
    on: text(given.on, `${path}/on`),
    shownBy: list(readPaper)(given.shownBy, `${path}/shownBy`).slice(),
    ...(assuredBy === undefined ? {} : { assuredBy }),
    reasons: list(readReason)(given.reasons, `${path}/reasons`).slice(),
  };
};

const readNode: Read<TraceNode> = (value, path) => {
  const given = members(value, path);
  const keeper = maybe(members)(given.keeper, `${path}/keeper`);
  const named = {
    level: maybe(oneOf(LEVELS))(given.level, `${path}/level`),
    realisation: maybe(oneOf(REALISATIONS))(given.realisation, `${path}/realisation`),
    constants: maybe(list(text))(given.constants, `${path}/constants`)?.slice(),
    place: maybe(text)(given.place, `${path}/place`),
    paper: maybe(readPaper)(given.paper, `${path}/paper`),
    keeper: keeper && { id: text(keeper.id, `${path}/keeper/id`), name: text(keeper.name, `${path}/keeper/name`) },
  };
  return {
    id: text(given.id, `${path}/id`),
    kind: oneOf(KINDS)(given.kind, `${path}/kind`),
    name: text(given.name, `${path}/name`),
    ...Object.fromEntries(Object.entries(named).filter(([, each]) => each !== undefined)),
  };
};

const readGraph: Read<TraceabilityGraph> = (value, path) => {
  const given = members(value, path);
  return {
    root: text(given.root, `${path}/root`),
    on: text(given.on, `${path}/on`),
    state: oneOf(STATES)(given.state, `${path}/state`),
    cutOff: flag(given.cutOff, `${path}/cutOff`),
    nodes: list(readNode)(given.nodes, `${path}/nodes`).slice(),
    links: list(readLink)(given.links, `${path}/links`).slice(),
    reasons: list(readReason)(given.reasons, `${path}/reasons`).slice(),
  };
};
