// SPDX-License-Identifier: Apache-2.0
import { faultsOfOwnStandard, type RequirementSet } from '@touchstone/requirements';
import { composeBody } from '@touchstone/statements';
import type { z } from 'zod';
import type { Reason, Ruling } from '../../record-keeping/define-register.ts';
import type { Fact, JsonObject } from '../../record-keeping/fact.ts';
import { dayAt } from '../../record-keeping/local-day.ts';
import { refused, rulingOf } from '../../record-keeping/ruling.ts';
import { statusStatement } from '../../record-keeping/status-statement.ts';
import type { Acting } from '../../record-keeping/tenant.ts';
import { refuseSignature } from '../../record-keeping/two-person.ts';
import type { inputs } from './record.ts';

/** What signatures in this register mean, word for word. */
export const MEANINGS = {
  declare: 'I declare, for the enterprise, that its product meets this standard of its own.',
  withdraw: 'I declare, for the enterprise, that this standard of its own no longer holds.',
} as const;

/** A declaration that was signed. */
export interface Declared {
  readonly reference: { readonly id: string; readonly issuer: string; readonly digest: string };
  readonly isWithdrawn: boolean;
}

/** Whoever asks can only name their own. */
export const ownStream = (party: string | undefined, standard: string) => `own standard ${party} ${standard}`;

/** What the facts of one edition make; undefined where it was never declared. */
export function declaredOf(facts: readonly Fact[]): Declared | undefined {
  let declared: Declared | undefined;
  for (const fact of facts) {
    if (fact.source !== 'statement') continue;
    const { kind, id, issuer, digest } = fact.statement;
    if (kind === 'SelfDeclaration') declared = { reference: { id, issuer, digest }, isWithdrawn: false };
    else if (declared !== undefined) declared = { ...declared, isWithdrawn: true };
  }
  return declared;
}

/** A firm declares one edition once, with limits that name what is known; where it is wrong, it is told the member. */
export function mayDeclare(set: RequirementSet | undefined) {
  return (
    { id, declaration }: z.infer<typeof inputs.declare>,
    declared: Declared | undefined,
    { actor, now }: Acting,
  ): Ruling => {
    const { declarant, language, ownStandard } = declaration;
    const reasons: Reason[] = [...refuseSignature(MEANINGS.declare, actor, now)];
    if (declared !== undefined) {
      const detail = `${ownStandard.standard} was declared; a change is a new edition, with another year or number.`;
      reasons.push({ code: 'ALREADY_DECLARED', detail });
    }
    if (set === undefined) reasons.push({ code: 'NO_REQUIREMENTS', detail: 'This node has no requirements loaded.' });
    else {
      const faults = faultsOfOwnStandard(set, ownStandard);
      reasons.push(...faults.map(({ code, at, detail }) => ({ code, detail: `ownStandard.${at}: ${detail}` })));
    }
    const { from, to } = ownStandard;
    if (to !== undefined && to < from) {
      reasons.push({ code: 'ENDS_BEFORE_IT_BEGINS', detail: `ownStandard.to: ${to} is before ${from}.` });
    }
    const subject = {
      ...{ id: `urn:uuid:${id}`, declarant: { ...declarant, did: actor.party as never }, ownStandard },
      ...(language === undefined ? {} : { language }),
      declares: [{ requirement: ownStandard.standard, text: ownStandard.title }],
      declaredOn: dayAt(now),
    };
    const parts = { uuid: id, issuer: actor.party, validFrom: now, subject };
    const body = composeBody('SelfDeclaration', parts as never) as JsonObject;
    return rulingOf(reasons, [{ source: 'statement', kind: 'SelfDeclaration', body, visibility: 'public' }]);
  };
}

/** The firm takes it back; that it was declared stays on record. */
export function mayWithdraw(
  { id, reason }: z.infer<typeof inputs.withdraw>,
  declared: Declared | undefined,
  acting: Acting,
): Ruling {
  if (declared === undefined) return refused('NOT_DECLARED', 'The firm declared no such standard here.');
  if (declared.isWithdrawn) return refused('WITHDRAWN', 'It is withdrawn already.');
  const change = { id, of: declared.reference, status: 'withdrawn' as const, from: acting.now, reason };
  return rulingOf(refuseSignature(MEANINGS.withdraw, acting.actor, acting.now), [statusStatement(change, acting)]);
}
