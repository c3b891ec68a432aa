// SPDX-License-Identifier: Apache-2.0
import type { z } from 'zod';
import { type CompetentRoot, faultsOfAuthority } from '../../record-keeping/competent-root.ts';
import type { Reason, Ruling } from '../../record-keeping/define-register.ts';
import type { Fact, JsonObject } from '../../record-keeping/fact.ts';
import { restated } from '../../record-keeping/restated.ts';
import { refused, rulingOf } from '../../record-keeping/ruling.ts';
import { statusStatement } from '../../record-keeping/status-statement.ts';
import type { Acting } from '../../record-keeping/tenant.ts';
import type { Instrument, inputs } from './record.ts';

/** What signatures in this register mean, word for word. */
export const MEANINGS = {
  state: 'I decide, for the competent authority, that this instrument is stated as it stands here.',
  withdraw: 'I decide, for the competent authority, that this instrument is withdrawn for good.',
} as const;

/** An instrument that was stated, as far as what follows depends on it. */
export interface StatedInstrument {
  readonly kind: string;
  readonly reference: { readonly id: string; readonly issuer: string; readonly digest: string };
  readonly isWithdrawn: boolean;
}

/** The instrument that the facts of a stream make; undefined while it is only proposed. */
export function statedOf(facts: readonly Fact[]): StatedInstrument | undefined {
  let stated: StatedInstrument | undefined;
  for (const fact of facts) {
    if (fact.source !== 'statement') continue;
    const { kind, id, issuer, digest, body } = fact.statement;
    if (kind !== 'StatusChange') stated = { kind, reference: { id, issuer, digest }, isWithdrawn: false };
    // `replaced` is about the one before that which now stands.
    else if (stated !== undefined && (body.credentialSubject as JsonObject).status !== 'replaced')
      stated = { ...stated, isWithdrawn: true };
  }
  return stated;
}

/** Only the competent root of a place states its policy and what it accepts; a key is stated by its party, or by a root. */
export function faultsOfCompetence(
  { kind, subject }: Instrument,
  roots: readonly CompetentRoot[],
  { actor }: Pick<Acting, 'actor'>,
): readonly Reason[] {
  if (kind === 'RecognitionArrangement') return [];
  if (kind !== 'KeyAuthorisation') return faultsOfAuthority(roots, actor.party, subject.place);
  if (subject.id === actor.party || roots.some(({ did }) => did === actor.party)) return [];
  return [{ code: 'NOT_COMPETENT', detail: `${actor.party} cannot state the keys of ${subject.id}.` }];
}

/** Stating an instrument, at first or in the place of the one before. */
export function mayState(
  input: z.infer<typeof inputs.state>,
  { stated, roots }: { readonly stated: StatedInstrument | undefined; readonly roots: readonly CompetentRoot[] },
  acting: Acting,
): Ruling {
  const { id, changeId, instrument, reason = 'replaced' } = input;
  const reasons = [...faultsOfCompetence(instrument, roots, acting)];
  if (stated?.isWithdrawn) reasons.push({ code: 'WITHDRAWN', detail: 'It was withdrawn; open a new case.' });
  if (stated !== undefined && stated.kind !== instrument.kind) {
    reasons.push({ code: 'OTHER_KIND', detail: `This case is about a ${stated.kind}.` });
  }
  if (reasons.length > 0) return { allowed: false, reasons };
  const { kind, subject } = instrument;
  return restated({ id, changeId, kind, subject, before: stated?.reference, reason }, acting);
}

/** The end of an instrument that nothing takes the place of. */
export function mayWithdraw(
  { id, reason }: { readonly id: string; readonly reason: string },
  stated: StatedInstrument | undefined,
  acting: Acting,
): Ruling {
  if (stated === undefined) return refused('NOT_STATED', 'Nothing was stated that could be withdrawn.');
  if (stated.isWithdrawn) return refused('WITHDRAWN', 'It is withdrawn already.');
  const change = { id, of: stated.reference, status: 'withdrawn' as const, from: acting.now, reason };
  return rulingOf([], [statusStatement(change, acting)]);
}
