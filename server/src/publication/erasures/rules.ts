// SPDX-License-Identifier: Apache-2.0
import type { Reason, Ruling } from '../../record-keeping/define-register.ts';
import { rulingOf } from '../../record-keeping/ruling.ts';
import type { Actor } from '../../record-keeping/tenant.ts';

/** What signatures in this register mean, word for word. */
export const MEANINGS = {
  'erase-statement': 'I decide that this statement about a natural person is erased for good, as it is proposed here.',
  'erase-person': 'I decide that everything on record here about this natural person is erased for good.',
  'note-person': 'I decide that this name is that of a natural person, and is logged under a secret from now on.',
} as const;

/** A statement as far as its erasure depends on it. */
export interface StatementAtHand {
  readonly owner: string;
  /** Whom it is about, and who of them is no natural person or sole trader. */
  readonly parties: readonly string[];
  readonly notPersons: readonly string[];
  readonly isLogged: boolean;
  readonly erasedAt?: string | undefined;
}

/** A name as far as what is done about it depends on it. */
export interface PersonAtHand {
  readonly isOrganisation: boolean;
  /** `none` where it was never noted as a person. */
  readonly secret: 'none' | 'kept' | 'erased';
  /** The organisations that have statements about it on record here which are not erased. */
  readonly owners: readonly string[];
}

const ORGANISATION: Reason = {
  code: 'SUBJECT_IS_ORGANISATION',
  detail: 'This is about an organisation: what is on record about one is not erased.',
};
const ERASED: Reason = { code: 'ALREADY_ERASED', detail: 'That was erased before; there is nothing left to erase.' };

/** Only an organisation's own statement, about natural persons alone, that stands in the log. */
export function mayEraseStatement(found: StatementAtHand | undefined, actor: Actor): Ruling {
  // That somebody else has such a statement is not told.
  if (found === undefined || found.owner !== actor.party) {
    const detail = 'Your organisation has no such statement on record here.';
    return { allowed: false, reasons: [{ code: 'NOT_YOUR_STATEMENT', detail }] };
  }
  // Whom it was about nobody can say any more.
  if (found.erasedAt !== undefined) return { allowed: false, reasons: [ERASED] };
  const reasons: Reason[] = [];
  if (found.notPersons.length > 0 || found.parties.length === 0) reasons.push(ORGANISATION);
  if (!found.isLogged) reasons.push({ code: 'NOT_LOGGED', detail: 'It has no leaf in the log of this node yet.' });
  return rulingOf(reasons, []);
}

/** Only by the one organisation that has statements about the person: nobody erases what another has to answer for. */
export function mayErasePerson(found: PersonAtHand, actor: Actor): Ruling {
  const reasons: Reason[] = [];
  if (found.isOrganisation) reasons.push(ORGANISATION);
  if (found.secret === 'none') reasons.push({ code: 'NOT_A_PERSON', detail: 'No natural person is known here by it.' });
  if (found.secret === 'erased') reasons.push(ERASED);
  return rulingOf([...reasons, ...refuseOthers(found, actor)], []);
}

/** Only by the one organisation that has statements about the name; what was logged before stays in plain. */
export function mayNotePerson(found: PersonAtHand, actor: Actor): Ruling {
  const reasons: Reason[] = [];
  if (found.isOrganisation) reasons.push(ORGANISATION);
  if (found.secret === 'kept') reasons.push({ code: 'ALREADY_NOTED', detail: 'It is noted as a person already.' });
  return rulingOf([...reasons, ...refuseOthers(found, actor)], []);
}

function refuseOthers({ owners }: PersonAtHand, actor: Actor): readonly Reason[] {
  if (!owners.includes(actor.party)) {
    const detail = 'Your organisation has no statement about this name on record here.';
    return [{ code: 'NOT_YOUR_SUBJECT', detail }];
  }
  if (owners.length === 1) return [];
  const detail = 'Another organisation has statements about this name too: what they are is not for yours to hide.';
  return [{ code: 'OTHERS_HAVE_STATEMENTS', detail }];
}
