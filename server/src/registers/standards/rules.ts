// SPDX-License-Identifier: Apache-2.0
import { IdentifierError, parseStandardNumber } from '@touchstone/identifiers';
import { composeBody } from '@touchstone/statements';
import type { Reason, Ruling } from '../../record-keeping/define-register.ts';
import type { Fact, JsonObject, StatementInput } from '../../record-keeping/fact.ts';
import { rulingOf } from '../../record-keeping/ruling.ts';
import type { Acting } from '../../record-keeping/tenant.ts';
import { refuseSignature } from '../../record-keeping/two-person.ts';
import type { Notice } from './record.ts';

/** What the signature under a notice means, word for word. */
export const MEANING = 'I publish this notice about the standard on behalf of its publisher.';

/** What may follow on what: an edition that was replaced or withdrawn stays so. */
const AFTER: Readonly<Record<string, readonly Notice['status'][]>> = {
  nothing: ['published', 'in-force'],
  published: ['in-force', 'withdrawn'],
  'in-force': ['replaced', 'withdrawn'],
  replaced: [],
  withdrawn: [],
};

/** Whether a notice may be published, given those about the same edition before it. */
export function mayPublish(
  { notice, id }: { readonly notice: Notice; readonly id: string },
  facts: readonly Fact[],
  { actor, now }: Acting,
): Ruling {
  const reasons = [...refuseSignature(MEANING, actor, now), ...faultsOfNotice(notice, facts)];
  if (reasons.length > 0) return { allowed: false, reasons };
  const parts = { uuid: id, issuer: actor.party, validFrom: now, subject: { ...notice, id: `urn:uuid:${id}` } };
  const body = composeBody('StandardNotice', parts) as JsonObject;
  return rulingOf([], [{ source: 'statement', kind: 'StandardNotice', body, visibility: 'public' }]);
}

/** What stands against a notice, given those about the same edition before it. */
export function faultsOfNotice(notice: Notice, facts: readonly Fact[]): readonly Reason[] {
  const last = facts.flatMap(noticeOf).at(-1);
  const reasons = [...faultsOfNumber(notice.standard)];
  const next = AFTER[last?.status ?? 'nothing'] ?? [];
  if (!next.includes(notice.status)) {
    const detail = `After ${last?.status ?? 'nothing'} may follow ${next.join(' or ') || 'nothing more'}, not ${notice.status}.`;
    reasons.push({ code: 'WRONG_STATUS', detail });
  }
  if (last !== undefined && notice.from <= last.from) {
    reasons.push({ code: 'OUT_OF_ORDER', detail: `It must take effect after ${last.from}, when the last one did.` });
  }
  if ((notice.status === 'replaced') !== (notice.replacedBy !== undefined)) {
    reasons.push({ code: 'NO_SUCCESSOR', detail: 'What is replaced names what replaces it, and nothing else does.' });
  }
  return reasons;
}

/** The notice that a fact is, where it is one. */
export function noticeOf(fact: Fact): readonly Notice[] {
  return fact.source === 'statement' ? [subjectOf(fact.statement)] : [];
}

/** The notice in a statement of this register. */
export const subjectOf = ({ body }: Pick<StatementInput, 'body'>) => body.credentialSubject as unknown as Notice;

function faultsOfNumber(standard: string): readonly Reason[] {
  try {
    const { text } = parseStandardNumber(standard);
    return text === standard ? [] : [{ code: 'NOT_CANONICAL', detail: `Write the number as ${text}.` }];
  } catch (error) {
    if (error instanceof IdentifierError) return [{ code: 'BAD_STANDARD_NUMBER', detail: error.message }];
    throw error;
  }
}
