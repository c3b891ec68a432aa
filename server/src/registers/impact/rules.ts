// SPDX-License-Identifier: Apache-2.0
import { faultsOfFindings } from '@touchstone/metrology/findings';
import { parseStatement, type StatementReference, type SubjectOf, statementEdges } from '@touchstone/statements';
import type { z } from 'zod';
import type { Reason, Ruling } from '../../record-keeping/define-register.ts';
import type { Fact, JsonObject, StatementRecord } from '../../record-keeping/fact.ts';
import { dayAt } from '../../record-keeping/local-day.ts';
import { refused, rulingOf } from '../../record-keeping/ruling.ts';
import type { ChangeRecord } from '../../record-keeping/statement-status.ts';
import type { Acting } from '../../record-keeping/tenant.ts';
import { faultsOfGround, isSameLoss } from './ground.ts';
import type { Falling, inputs } from './record.ts';
import { isOfGround, type NamedPapers, type Raising, sameBytes, standing } from './standing.ts';

/** What signatures in this register mean, word for word. */
export const MEANINGS = {
  raise: 'I confirm that this reference was found off, and that whoever relied on it in these days is to be told.',
  close: 'I declare that the effects of this doubt have been dealt with as far as we can tell.',
  takeBack: 'I declare that the finding behind this doubt was taken back, and that nothing is in doubt because of it.',
  renew: 'I confirm that this reference was found off by another finding, and that whoever relied on it is to be told.',
} as const;

/** Kinds of the case events of a stream, in their order. */
export function eventsOf(facts: readonly Fact[]): readonly string[] {
  return facts.flatMap((fact) => (fact.source === 'case-event' ? [fact.kind] : []));
}

/** By whose it is, or of own certificates by the laboratory that found it off. ISO/IEC 17025:2017, 7.10.1 and 6.4.9. */
export function mayRaise(raising: Raising, papers: NamedPapers, { actor, now }: Acting): Ruling {
  const before = papers.events.includes('doubt-raised')
    ? [{ code: 'ALREADY_RAISED', detail: 'It was raised; open a new case.' }]
    : [];
  const { reasons, content } = doubtBy(raising, papers, { actor, now });
  const all = [...before, ...reasons];
  if (all.length > 0 || content === undefined) return { allowed: false, reasons: all };
  return rulingOf([], [{ source: 'case-event', kind: 'doubt-raised', content }]);
}

/** What is raised by two certificates, or all that stands against it. */
export function doubtBy(
  raising: Raising,
  papers: NamedPapers,
  { actor, now }: Acting,
): { readonly reasons: readonly Reason[]; readonly content?: JsonObject } {
  const { standard, asFound, lastGood, relied, reason, replyBy } = raising;
  const found = certificateOf(papers.asFound, asFound);
  const good = certificateOf(papers.lastGood, lastGood);
  const reasons: Reason[] = [];
  if (found === undefined)
    reasons.push({
      code: 'AS_FOUND_NOT_ON_RECORD',
      detail: 'The certificate that shows the reference as found is not on record, or is another document.',
    });
  if (found !== undefined && found.asFound === undefined) {
    reasons.push({
      code: 'NO_AS_FOUND_DATA',
      detail: `${found.certificateNumber} does not say what the reference did before it was adjusted.`,
    });
  }
  if (good === undefined)
    reasons.push({
      code: 'LAST_GOOD_NOT_ON_RECORD',
      detail: 'The last good calibration is not on record, or is another document.',
    });
  if (found !== undefined) reasons.push(...faultsOfFindings(found).map(({ code, detail }) => ({ code, detail })));
  const others = [found, good].filter((one) => one !== undefined && one.instrument !== standard);
  if (others.length > 0)
    reasons.push({ code: 'OTHER_REFERENCE', detail: `A certificate that is named is not of ${standard}.` });
  if (found !== undefined && good !== undefined && good.calibratedOn >= found.calibratedOn) {
    reasons.push({
      code: 'GOOD_AFTER_FOUND',
      detail: 'The last good calibration was not before the one that found it off.',
    });
  }
  reasons.push(...faultsOfGround(papers, now));
  if (papers.open.some((one) => one.owner === actor.party && isOfGround(one.raised, raising))) {
    const detail = 'A case of yours about this finding is open; everybody who is hit was told of it, or will be.';
    reasons.push({ code: 'RAISED_TWICE', detail });
  }
  const { owner, faults } = standing(raising, papers, actor.party);
  reasons.push(...faults);
  if (replyBy <= dayAt(now))
    reasons.push({ code: 'NO_TIME_TO_REPLY', detail: `${replyBy} leaves nobody time to reply.` });
  if (reasons.length > 0 || found === undefined || good === undefined) return { reasons };
  const doubt = {
    standard,
    owner: owner ?? '',
    papers: [lastGood, asFound, ...relied],
    from: good.calibratedOn,
    until: found.calibratedOn,
  };
  const content = { ...doubt, asFound: found.asFound, certificate: asFound, reason, replyBy } as unknown as JsonObject;
  return { reasons: [], content };
}

function certificateOf(record: StatementRecord | undefined, named: StatementReference) {
  if (record?.kind !== 'CalibrationCertificate' || record.digest !== named.digest) return undefined;
  return record.body.credentialSubject as unknown as SubjectOf<'CalibrationCertificate'>;
}

/** What a reply is held against: the own notice, and the corrections that are on record. */
export interface NoticeFacts {
  readonly facts: readonly Fact[];
  readonly corrections: readonly (StatementRecord | undefined)[];
  /** What changed the status of the hits that are answered as recalled. */
  readonly changes: readonly ChangeRecord[];
}

/** Answers about own hits, also after the case is closed; whoever says recalled shows the statement by which. */
export function mayReply(
  { replies }: z.infer<typeof inputs.reply>,
  { facts, ...shown }: NoticeFacts,
  { actor }: Acting,
): Ruling {
  if (!eventsOf(facts).includes('noticed')) return refused('NO_NOTICE', 'There is no such notice.');
  const own = new Map(hitsTold(facts).map((hit) => [hit.id, hit]));
  const reasons: Reason[] = replies.flatMap((reply, at): readonly Reason[] => {
    const hit = own.get(reply.hit);
    if (hit === undefined) return [{ code: 'NOT_A_HIT', detail: `${reply.hit} is none of the hits of this notice.` }];
    if (replies.findIndex((one) => one.hit === reply.hit) !== at)
      return [{ code: 'ANSWERED_TWICE', detail: `${hit.name} is answered twice here; which of the two holds?` }];
    if (reply.answer !== 'recalled') return [];
    const correction = shown.corrections[at];
    if (correction?.issuer !== actor.party || correction.digest !== reply.correction.digest) {
      const detail = `The statement that corrects ${reply.hit} is not on record as yours.`;
      return [{ code: 'CORRECTION_NOT_ON_RECORD', detail }];
    }
    if (isCorrectionOf(hit, correction, shown.changes)) return [];
    const detail = `${correction.id} takes back or replaces another paper than ${hit.name}, or none.`;
    return [{ code: 'CORRECTION_OF_ANOTHER', detail }];
  });
  return rulingOf(reasons, [{ source: 'case-event', kind: 'replied', content: { replies } as unknown as JsonObject }]);
}

/** Takes this very paper back, or took its place; of a lot, speaks of that lot. */
function isCorrectionOf(
  { kind, name, paper }: ToldHit,
  correction: StatementRecord,
  changes: readonly ChangeRecord[],
): boolean {
  if (kind === 'lot') {
    const edges = statementEdges(parseStatement(correction.body));
    return edges.some(({ relation, key }) => relation === 'about-lot' && key === name);
  }
  return changes
    .filter(({ issuer }) => issuer === correction.issuer)
    .some(({ id, body }) => {
      const change = body.credentialSubject as unknown as SubjectOf<'StatusChange'>;
      const isEnd = change.status !== 'active' && paper !== undefined && sameBytes(change.changes, paper);
      return isEnd && (id === correction.id || change.replacedBy?.id === correction.id);
    });
}

/** What the clock records: each only once, and what was found later only as far as it is new. */
export function mayFall(input: Falling, facts: readonly Fact[]): Ruling {
  const events = eventsOf(facts);
  const record = (kind: string, content: object): Ruling =>
    rulingOf([], [{ source: 'case-event', kind, content: content as JsonObject }]);
  const done = refused('DONE', 'The clock did that before.');
  const once = (kind: string, content: object): Ruling => (events.includes(kind) ? done : record(kind, content));
  switch (input.due) {
    case 'notice':
      return once('noticed', input.notice);
    case 'notice-anew': {
      const before = contentsOf(facts, ['noticed', 'noticed-anew']).at(-1);
      if (before === undefined) return refused('NO_NOTICE', 'There is no such notice.');
      return Number(before.renewed ?? 0) < (input.notice.renewed ?? 0) ? record('noticed-anew', input.notice) : done;
    }
    case 'ground': {
      const before = contentsOf(facts, ['ground-changed']).at(-1)?.lost ?? null;
      return isSameLoss(before, input.lost) ? done : record('ground-changed', { lost: input.lost });
    }
    case 'notice-again':
      return mayNoticeAgain(input, facts);
    case 'searched': {
      const { levels, cutOff, at } = input;
      if (events.includes('case-closed')) return refused('CLOSED', 'The case is closed.');
      const isOld = contentsOf(facts, ['searched']).some((before) => before.at === at);
      return isOld ? refused('DONE', 'That search was recorded before.') : record('searched', { levels, cutOff, at });
    }
    case 'tally':
      return record('tallied', { tally: input.tally });
    case 'overdue': {
      // What was found later opens a notice again, and it can be overdue again.
      const last = events.filter((kind) => ['overdue', 'noticed-again', 'noticed-anew'].includes(kind)).at(-1);
      return last === 'overdue' ? done : record('overdue', {});
    }
    case 'close-notice':
      return once('notice-closed', { end: input.end });
  }
}

type Again = Extract<Falling, { readonly due: 'notice-again' }>;

function mayNoticeAgain({ replyBy, hits, more }: Again, facts: readonly Fact[]): Ruling {
  const events = eventsOf(facts);
  if (!events.includes('noticed')) return refused('NO_NOTICE', 'There is no such notice.');
  if (events.includes('notice-closed')) return refused('CLOSED', 'The case is closed.');
  const told = new Set(hitsTold(facts).map(({ id }) => id));
  const isNew = hits.some(({ id }) => !told.has(id)) || more > Number(contentsOf(facts, NOTICES).at(-1)?.more ?? 0);
  if (!isNew) return refused('DONE', 'All of that was told before.');
  const content = { replyBy, hits: hits.filter(({ id }) => !told.has(id)), more } as unknown as JsonObject;
  return rulingOf([], [{ source: 'case-event', kind: 'noticed-again', content }]);
}

const NOTICES = ['noticed', 'noticed-anew', 'noticed-again'];

/** What events of these kinds say, in their order. */
export function contentsOf(facts: readonly Fact[], kinds: readonly string[]): readonly JsonObject[] {
  return facts.flatMap((fact) => (fact.source === 'case-event' && kinds.includes(fact.kind) ? [fact.content] : []));
}

interface ToldHit {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly paper?: StatementReference;
}

/** The hits that a notice lists, those that came later with them; by another finding all are told anew. */
export function hitsTold(facts: readonly Fact[]): readonly ToldHit[] {
  const first = facts.findLastIndex((fact) => fact.source === 'case-event' && fact.kind === 'noticed-anew');
  return contentsOf(facts.slice(Math.max(0, first)), NOTICES).flatMap(
    ({ hits }) => hits as unknown as readonly ToldHit[],
  );
}
