// SPDX-License-Identifier: Apache-2.0
import { CHECK_GROUPS, type CheckGroup } from '@touchstone/contract/check-groups';
import { count, flag, list, maybe, members, oneOf, type Read, text, texts } from './narrow.ts';

/** One reason: a code to translate by, the values that it speaks of, and the sentence in English. */
export interface Reason {
  readonly code: string;
  readonly detail: string;
  readonly values: Readonly<Record<string, string>>;
  readonly article: string | undefined;
}

/** A document that a check rests on. */
export interface DocumentLink {
  readonly issuer: string;
  readonly id: string;
  readonly kind: string;
  readonly title: string;
}

/** A named check with every reason. */
export interface Check {
  readonly group: CheckGroup;
  readonly outcome: 'passed' | 'failed' | 'undetermined' | 'not-evaluated';
  readonly force: 'required' | 'informative';
  readonly reasons: readonly Reason[];
  readonly rests: readonly DocumentLink[];
  readonly because: string | undefined;
}

const OUTCOMES = ['meets', 'does-not-meet', 'inconclusive'] as const;

export const readReason: Read<Reason> = (value, path) => {
  const given = members(value, path);
  return {
    code: text(given.code, `${path}/code`),
    detail: text(given.detail, `${path}/detail`),
    values: maybe(texts)(given.values, `${path}/values`) ?? {},
    article: maybe(text)(given.article, `${path}/article`),
  };
};

/** A document by its issuer and name, as checks name what they rest on. */
export const readLink: Read<DocumentLink> = (value, path) => {
  const given = members(value, path);
  return {
    issuer: text(given.issuer, `${path}/issuer`),
    id: text(given.id, `${path}/id`),
    kind: text(given.kind, `${path}/kind`),
    title: text(given.title, `${path}/title`),
  };
};

export const readCheck: Read<Check> = (value, path) => {
  const given = members(value, path);
  return {
    group: oneOf(CHECK_GROUPS)(given.group, `${path}/group`),
    outcome: oneOf(['passed', 'failed', 'undetermined', 'not-evaluated'])(given.outcome, `${path}/outcome`),
    force: oneOf(['required', 'informative'])(given.force, `${path}/force`),
    reasons: list(readReason)(given.reasons, `${path}/reasons`),
    rests: list(readLink)(given.rests, `${path}/rests`),
    because: maybe(text)(given.because, `${path}/because`),
  };
};

/** One document tried for one requirement. */
export type Trial = ReturnType<typeof readTrial>;
function readTrial(value: unknown, path: string) {
  const given = members(value, path);
  return {
    document: readLink(given.document, `${path}/document`),
    result: maybe(text)(given.result, `${path}/result`),
    outcome: oneOf(OUTCOMES)(given.outcome, `${path}/outcome`),
    standing: oneOf(['accepted', 'not-accepted', 'contradicted'])(given.standing, `${path}/standing`),
    checks: list(readCheck)(given.checks, `${path}/checks`),
  };
}

/** A version of the rule: what it asks, where it is written and how sure we are. */
export type RequirementView = ReturnType<typeof readRequirement>;
function readRequirement(value: unknown, path: string) {
  const given = members(value, path);
  return {
    id: text(given.id, `${path}/id`),
    text: text(given.text, `${path}/text`),
    instrument: text(given.instrument, `${path}/instrument`),
    provision: text(given.provision, `${path}/provision`),
    certainty: oneOf(['read', 'secondary', 'recalled'])(given.certainty, `${path}/certainty`),
    legalForce: oneOf(['binding', 'guideline', 'international-standard'])(given.legalForce, `${path}/legalForce`),
    source: maybe(text)(given.source, `${path}/source`),
    basis: maybe(text)(given.basis, `${path}/basis`),
  };
}

/** One place x one requirement. */
export type Cell = ReturnType<typeof readCell>;
export type CellVerdict = Cell['verdict'];
function readCell(value: unknown, path: string) {
  const given = members(value, path);
  return {
    place: text(given.place, `${path}/place`),
    topic: text(given.topic, `${path}/topic`),
    requirements: list(readRequirement)(given.requirements, `${path}/requirements`),
    outcome: oneOf(OUTCOMES)(given.outcome, `${path}/outcome`),
    evidence: oneOf(['accepted', 'not-accepted', 'contradicted', 'none'])(given.evidence, `${path}/evidence`),
    verdict: oneOf(['proved', 'refuted', 'unknown'])(given.verdict, `${path}/verdict`),
    checks: list(readCheck)(given.checks, `${path}/checks`),
    trials: list(readTrial)(given.trials, `${path}/trials`),
    caveats: list(readReason)(given.caveats, `${path}/caveats`),
    toSettle: list(readReason)(given.toSettle, `${path}/toSettle`),
  };
}

/** All cells of one place and how much of its law is loaded. */
export type Column = ReturnType<typeof readColumn>;
function readColumn(value: unknown, path: string) {
  const given = members(value, path);
  const coverage = members(given.coverage, `${path}/coverage`);
  return {
    place: text(given.place, `${path}/place`),
    policy: maybe(readPolicy)(given.policy, `${path}/policy`),
    cells: list(readCell)(given.cells, `${path}/cells`),
    coverage: {
      complete: flag(coverage.complete, `${path}/coverage/complete`),
      reviewed: flag(coverage.reviewed, `${path}/coverage/reviewed`),
      rows: list(readCoverageRow)(coverage.rows, `${path}/coverage/rows`),
      summary: readReason(coverage.summary, `${path}/coverage/summary`),
    },
  };
}

function readPolicy(value: unknown, path: string) {
  const given = members(value, path);
  return {
    title: text(given.title, `${path}/title`),
    demonstration: flag(given.demonstration, `${path}/demonstration`),
  };
}

function readCoverageRow(value: unknown, path: string) {
  const given = members(value, path);
  return {
    item: text(given.item, `${path}/item`),
    status: oneOf(['loaded', 'partial', 'missing', 'not-applicable'])(given.status, `${path}/status`),
    reason: text(given.reason, `${path}/reason`),
  };
}

/** What became of one presented document. */
export type DocumentVerdict = ReturnType<typeof readDocumentVerdict>;
export function readDocumentVerdict(value: unknown, path: string) {
  const given = members(value, path);
  return {
    file: text(given.file, `${path}/file`),
    link: readLink(given.link, `${path}/link`),
    standing: oneOf(['sound', 'unsound', 'contradicted', 'unread'])(given.standing, `${path}/standing`),
    reasons: list(readReason)(given.reasons, `${path}/reasons`),
  };
}

/** A row of the grid: the same topic in every place. */
export type Row = ReturnType<typeof readRow>;
function readRow(value: unknown, path: string) {
  const given = members(value, path);
  return {
    topic: text(given.topic, `${path}/topic`),
    kind: text(given.kind, `${path}/kind`),
    names: texts(given.names, `${path}/names`),
  };
}

/** What this page relies on of a `touchstone-verdict/1`. */
export type Verdict = ReturnType<typeof readVerdict>;

/** Reads a verdict from an answer of the server; throws ShapeError naming the place where it differs. */
export function readVerdict(value: unknown) {
  const given = members(value, '');
  const claim = members(given.claim, '/claim');
  const product = members(claim.product, '/claim/product');
  const lot = members(claim.lot, '/claim/lot');
  const knownAt = members(given.knownAt, '/knownAt');
  const summary = members(given.summary, '/summary');
  return {
    format: oneOf(['touchstone-verdict/1'])(given.format, '/format'),
    product: text(product.name, '/claim/product/name'),
    lotNumber: text(lot.lotNumber, '/claim/lot/lotNumber'),
    producedOn: maybe(text)(lot.producedOn, '/claim/lot/producedOn'),
    actors: list((each, path) => {
      const actor = members(each, path);
      return {
        name: text(actor.name, `${path}/name`),
        role: text(actor.role, `${path}/role`),
        demonstration: maybe(flag)(actor.demonstration, `${path}/demonstration`) ?? false,
      };
    })(claim.actors, '/claim/actors'),
    scope: maybe((each, path) => maybe(text)(members(each, path).title, `${path}/title`))(claim.scope, '/claim/scope'),
    on: text(given.on, '/on'),
    knownAt: text(knownAt.knownAt, '/knownAt/knownAt'),
    /** Logs that the node followed until then, and does not follow since. */
    ended:
      maybe(
        list((each, path) => {
          const { log, until } = members(each, path);
          return { log: text(log, `${path}/log`), until: text(until, `${path}/until`) };
        }),
      )(knownAt.ended, '/knownAt/ended') ?? [],
    evidenceSet: text(given.evidenceSet, '/evidenceSet'),
    rows: list(readRow)(given.rows, '/rows'),
    columns: list(readColumn)(given.columns, '/columns'),
    documents: list(readDocumentVerdict)(given.documents, '/documents'),
    summary: {
      proved: count(summary.proved, '/summary/proved'),
      refuted: count(summary.refuted, '/summary/refuted'),
      unknown: count(summary.unknown, '/summary/unknown'),
      contradictedDocuments: count(summary.contradictedDocuments, '/summary/contradictedDocuments'),
    },
  };
}
