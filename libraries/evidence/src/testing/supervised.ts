// SPDX-License-Identifier: Apache-2.0
import { draft, LAW, WHO } from './drafts.ts';
import { type Draft, sign } from './parties.ts';
import { cellOf, shortly, verdictOn, type WorldChanges } from './world.ts';

/** The producer of the lot, as lists name him. */
export const PRODUCER = { name: WHO.producer.name, did: WHO.producer.did };
/** The laboratory of the report, as lists name it. */
export const LABORATORY = { name: WHO.laboratory.name, did: WHO.laboratory.did };
/** A measure that keeps from supplying and issuing. */
export const BAN = { measure: 'ban', from: '2026-10-01', to: '2026-12-31', of: 'leaf' };
/** The authority of the place. */
export const AUTHORITY = { id: WHO.authority.did, name: 'authority' };

/** A ban of the producer, with members replaced. */
export function penalty(more: Record<string, unknown> = {}, who: keyof typeof WHO = 'authority'): Draft {
  return draft(who, 'Penalty', 'penalty', {
    ...{ id: 'urn:test:penalty', authority: AUTHORITY, place: 'MO', decisionNumber: 'D-1', party: PRODUCER },
    ...{ ground: 'g', legalBasis: LAW, measures: [BAN], decidedOn: '2026-10-01', publishedUntil: '2029-10-01' },
    ...more,
  });
}

/** The producer on a list, with members replaced. */
export function entry(more: Record<string, unknown> = {}): Draft {
  return draft('authority', 'ListEntry', 'entry', {
    ...{ id: 'urn:test:entry', party: PRODUCER, list: 'Test list', effects: ['may-not-supply'] },
    ...{ places: ['MO'], legalBasis: LAW, from: '2026-10-01' },
    ...more,
  });
}

/** The end of that entry. */
export async function removal(more: Record<string, unknown> = {}, who: keyof typeof WHO = 'authority'): Promise<Draft> {
  return draft(who, 'ListRemoval', 'removal', {
    ...{ id: 'urn:test:removal', entry: (await sign(entry())).reference, party: PRODUCER, list: 'Test list' },
    ...{ places: ['MO'], reason: 'term-ended', legalBasis: LAW, from: '2026-11-01' },
    ...more,
  });
}

/** An accepted repair of a penalty or entry. */
export async function repair(of: Draft, more: Record<string, unknown> = {}): Promise<Draft> {
  return draft('authority', 'Repair', 'repair', {
    ...{ id: 'urn:test:repair', authority: AUTHORITY, party: PRODUCER, repairs: (await sign(of)).reference },
    ...{ decision: 'accepted', corrected: 'c', effects: ['lift-measures'], legalBasis: LAW, from: '2026-11-01' },
    ...more,
  });
}

/** A recall of the lot. */
export function recall(more: Record<string, unknown> = {}, who: keyof typeof WHO = 'authority'): Draft {
  return draft(who, 'Recall', 'recall', {
    ...{ id: 'urn:test:recall', recallNumber: 'RC-1', producer: PRODUCER },
    initiative: { kind: 'ordered', authority: AUTHORITY, legalBasis: LAW },
    ...{ lots: [{ food: 'leaf', lotNumber: 'L-1' }], places: ['MO'], measures: ['stop-sale'] },
    ...{ hazard: { description: 'lead', risk: 'high' }, unitsPlaced: 'not-provided', from: '2026-11-15' },
    ...more,
  });
}

/** Word of how far a recall has come. */
export async function progress(
  of: Draft,
  stage: string,
  asOf: string,
  who: keyof typeof WHO = 'authority',
): Promise<Draft> {
  return draft(who, 'RecallProgress', `progress ${stage} ${asOf}`, {
    ...{ id: `urn:test:progress:${stage}`, recall: (await sign(of)).reference, asOf, stage },
    ...{ unitsRecovered: 'not-provided', unitsDisposed: 'not-provided' },
  });
}

/** Verdict and restrictions of the cell, with more statements in the register. */
export async function said(more: readonly Draft[], changes: WorldChanges = {}): Promise<string> {
  const cell = cellOf(await verdictOn({ ...changes, more: () => more }));
  const all = cell.checks.filter(({ group }) => group === 'restrictions');
  return [cell.verdict, ...all.map((check) => shortly({ checks: [check] }, 'restrictions'))].join('; ');
}

/** What `said` gives where nothing is known. */
export const FREE = 'proved; passed: NONE_AMONG_CONSULTED';
