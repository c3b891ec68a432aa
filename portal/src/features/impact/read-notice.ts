// SPDX-License-Identifier: Apache-2.0
import type { ImpactNotice } from '@touchstone/contract';
import { count, flag, list, maybe, members, oneOf, type Read, text } from '../../api/narrow.ts';
import { readPaper } from '../traceability/graph.ts';

export type ImpactHit = ImpactNotice['hits'][number];
export type ImpactStep = ImpactHit['path'][number];
export type Redecision = ImpactHit['decisions'][number];
export type ImpactKind = ImpactHit['kind'];
export type NoticeState = ImpactNotice['state'];

const KINDS = [
  ...(['reference', 'calibration', 'reference-material', 'verification'] as const),
  ...(['report', 'certificate', 'measure', 'lot', 'instrument'] as const),
] satisfies readonly ImpactKind[];
/** Where a notice may stand. */
export const STATES = ['open', 'replied', 'overdue', 'closed'] as const satisfies readonly NoticeState[];
const OUTCOMES = ['conforms', 'does-not-conform', 'inconclusive'] as const;

function present<T extends object>(optional: T): { readonly [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(optional).filter(([, each]) => each !== undefined)) as {
    readonly [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

const readStep: Read<ImpactStep> = (value, path) => {
  const given = members(value, path);
  return {
    kind: oneOf(KINDS)(given.kind, `${path}/kind`),
    ...present({
      name: maybe(text)(given.name, `${path}/name`),
      paper: maybe(readPaper)(given.paper, `${path}/paper`),
      on: maybe(text)(given.on, `${path}/on`),
    }),
  };
};

const readReason: Read<Redecision['reasons'][number]> = (value, path) => {
  const given = members(value, path);
  const read = (name: 'code' | 'detail' | 'settle') => text(given[name], `${path}/${name}`);
  return { code: read('code'), detail: read('detail'), settle: read('settle') };
};

const readCorrected: Read<NonNullable<Redecision['corrected']>> = (value, path) => {
  const given = members(value, path);
  const expandedUncertainty = maybe(text)(given.expandedUncertainty, `${path}/expandedUncertainty`);
  return { value: text(given.value, `${path}/value`), ...present({ expandedUncertainty }) };
};

const readReport: Read<NonNullable<Redecision['report']>> = (value, path) => {
  const given = members(value, path);
  return {
    name: text(given.name, `${path}/name`),
    ...present({ paper: maybe(readPaper)(given.paper, `${path}/paper`) }),
  };
};

const readDecision: Read<Redecision> = (value, path) => {
  const given = members(value, path);
  return {
    result: text(given.result, `${path}/result`),
    verdict: oneOf(['flips', 'stands', 'cannot-tell'])(given.verdict, `${path}/verdict`),
    reasons: list(readReason)(given.reasons, `${path}/reasons`).slice(),
    ...present({
      specification: maybe(text)(given.specification, `${path}/specification`),
      before: maybe(oneOf(OUTCOMES))(given.before, `${path}/before`),
      after: maybe(oneOf(OUTCOMES))(given.after, `${path}/after`),
      reported: maybe(text)(given.reported, `${path}/reported`),
      corrected: maybe(readCorrected)(given.corrected, `${path}/corrected`),
      report: maybe(readReport)(given.report, `${path}/report`),
    }),
  };
};

const readAnswer: Read<NonNullable<ImpactHit['answer']>> = (value, path) => {
  const given = members(value, path);
  return {
    answer: oneOf(['reviewed', 'not-affected', 'recalled'])(given.answer, `${path}/answer`),
    because: text(given.because, `${path}/because`),
  };
};

const readWays: Read<ImpactStep[][]> = (value, path) =>
  list((way, at) => list(readStep)(way, at).slice())(value, path).slice();

const readHit: Read<ImpactHit> = (value, path) => {
  const given = members(value, path);
  return {
    id: text(given.id, `${path}/id`),
    kind: oneOf(KINDS)(given.kind, `${path}/kind`),
    name: text(given.name, `${path}/name`),
    since: text(given.since, `${path}/since`),
    path: list(readStep)(given.path, `${path}/path`).slice(),
    decisions: list(readDecision)(given.decisions, `${path}/decisions`).slice(),
    ...present({
      paper: maybe(readPaper)(given.paper, `${path}/paper`),
      answer: maybe(readAnswer)(given.answer, `${path}/answer`),
      ways: maybe(readWays)(given.ways, `${path}/ways`),
      waysMore: maybe(count)(given.waysMore, `${path}/waysMore`),
      decisionsMore: maybe(count)(given.decisionsMore, `${path}/decisionsMore`),
    }),
  };
};

const readGroundLost: Read<NonNullable<ImpactNotice['groundLost']>> = (value, path) => {
  const given = members(value, path);
  const read = (name: 'status' | 'by' | 'from') => text(given[name], `${path}/${name}`);
  return {
    certificate: oneOf(['as-found', 'last-good'])(given.certificate, `${path}/certificate`),
    ...{ status: read('status'), by: read('by'), from: read('from') },
  };
};

/** One notice whole. */
export const readNotice: Read<ImpactNotice> = (value, path) => {
  const given = members(value, path);
  const read = (name: 'case' | 'standard' | 'raisedBy' | 'replyBy' | 'from' | 'until' | 'reason') =>
    text(given[name], `${path}/${name}`);
  return {
    ...{ case: read('case'), raisedBy: read('raisedBy'), standard: read('standard'), from: read('from') },
    ...{ until: read('until'), replyBy: read('replyBy'), reason: read('reason') },
    state: oneOf(STATES)(given.state, `${path}/state`),
    hits: list(readHit)(given.hits, `${path}/hits`).slice(),
    more: count(given.more, `${path}/more`),
    cutOff: flag(given.cutOff, `${path}/cutOff`),
    ...present({
      groundLost: maybe(readGroundLost)(given.groundLost, `${path}/groundLost`),
      renewed: maybe(count)(given.renewed, `${path}/renewed`),
      ended: maybe(oneOf(['dealt-with', 'ground-lost']))(given.ended, `${path}/ended`),
    }),
  };
};
