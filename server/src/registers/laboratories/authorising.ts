// SPDX-License-Identifier: Apache-2.0
import type { Produced, Reason } from '../../record-keeping/define-register.ts';
import type { JsonObject } from '../../record-keeping/fact.ts';
import type { AuthorisationRecord } from './record.ts';

/** What stands against an authorisation, and against which part of it. */
export interface AuthorisationFault extends Reason {
  readonly member: keyof AuthorisationRecord;
}

/** Nobody authorises themselves. ISO/IEC 17025:2017, 6.2.5 and 6.2.6 (recalled). */
export function faultsOfAuthorisation(
  { person, from, to }: AuthorisationRecord,
  author: string,
): readonly AuthorisationFault[] {
  const faults: AuthorisationFault[] = [];
  if (person === author) {
    const detail = 'Nobody authorises themselves; let another person.';
    faults.push({ member: 'person', code: 'OWN_AUTHORISATION', detail });
  }
  if (to !== undefined && to < from) {
    faults.push({ member: 'to', code: 'ENDS_BEFORE_IT_BEGINS', detail: `It would hold from ${from} to ${to}.` });
  }
  return faults;
}

/** An authorisation that is on record, or stands further up in the same list. */
export interface KnownAuthorisation {
  /** Without its ground where that was erased. */
  readonly authorisation: Omit<AuthorisationRecord, 'ground'> & Partial<Pick<AuthorisationRecord, 'ground'>>;
  /** Whether somebody ended it. */
  readonly ended: boolean;
  readonly where: 'on-record' | 'in-list';
}

/** What a list says of what is known already: that it is new, the same once more, or what contradicts it. */
export type Repeat = 'new' | 'on-record' | AuthorisationFault;

/**
 * A list that grows is handed in again and again: what it said before is passed over. It neither ends nor lengthens
 * anything, since who ends an authorisation says why, and only from today on; and what was ended is not begun again by
 * a row that was written before.
 */
export function repeatOf(asked: AuthorisationRecord, before: KnownAuthorisation | undefined): Repeat {
  if (before === undefined) return 'new';
  const { authorisation: given, ended, where } = before;
  if (where === 'in-list') {
    return { member: 'person', code: 'TWICE_IN_THE_LIST', detail: 'A row above says the same; keep one of them.' };
  }
  const until = given.to ?? 'no stated day';
  if (ended) {
    const detail = `It was ended on ${until}; begin a new one on a day after that, or leave the row out.`;
    return { member: 'from', code: 'WAS_ENDED', detail };
  }
  if (given.to !== asked.to) {
    const detail = `It is on record until ${until}; write that, or end it by itself and say why.`;
    return { member: 'to', code: 'ON_RECORD_OTHERWISE', detail };
  }
  // Of what was erased nobody can say that it was another, and what the list says of it is not kept again.
  if (given.ground !== undefined && given.ground !== asked.ground) {
    const detail = 'It is on record on another ground; write that one, or begin a new one on another day.';
    return { member: 'ground', code: 'ON_RECORD_OTHERWISE', detail };
  }
  return 'on-record';
}

/** Who, what, for which lines in whatever order, from when: two that agree in these are one. */
export function keyOf({
  person,
  may,
  substances = [],
  methods = [],
  from,
}: Omit<AuthorisationRecord, 'ground'>): string {
  return JSON.stringify([person, may, [...substances].sort(), [...methods].sort(), from]);
}

/** What is put on record, the ground apart so that it can be erased; `entry` is the number of one of a list. */
export function authorisedEvent({ ground, ...asked }: AuthorisationRecord, entry?: number): Produced {
  const authorisation: JsonObject = JSON.parse(JSON.stringify(asked));
  const content = { ...(entry === undefined ? {} : { entry }), authorisation };
  return { source: 'case-event', kind: 'authorised', content, personal: { ground } };
}
