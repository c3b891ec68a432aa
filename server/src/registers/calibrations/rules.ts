// SPDX-License-Identifier: Apache-2.0
import { parseDecimal } from '@touchstone/identifiers';
import { faultsOfFindings } from '@touchstone/metrology/findings';
import { composeBody } from '@touchstone/statements';
import type { z } from 'zod';
import type { Reason, Ruling } from '../../record-keeping/define-register.ts';
import type { Fact, JsonObject } from '../../record-keeping/fact.ts';
import { endsOf, passedEvent, refusalsOf } from '../../record-keeping/issue-gate.ts';
import { dayAt } from '../../record-keeping/local-day.ts';
import { refused, rulingOf } from '../../record-keeping/ruling.ts';
import { statusStatement } from '../../record-keeping/status-statement.ts';
import type { Acting } from '../../record-keeping/tenant.ts';
import { type Around, gateOf, proposing } from './gate.ts';
import { type Certificate, type inputs, partsOf } from './record.ts';
import { faultsOfRecords } from './recorded-work/faults-of-records.ts';
import type { Proposer } from './recorded-work/proposed-work.ts';

/** What signatures in this register mean, word for word. */
export const MEANINGS = {
  issue: 'I reviewed what another person measured here, and authorise this certificate.',
  revoke: 'I declare that this certificate must no longer be relied on.',
} as const;

/** A certificate that was signed, as far as what follows depends on it. */
export interface Issued {
  readonly reference: { readonly id: string; readonly issuer: string; readonly digest: string };
  readonly isRevoked: boolean;
}

/** What the facts of a stream make; undefined while it is only proposed. */
export function issuedOf(facts: readonly Fact[]): Issued | undefined {
  let issued: Issued | undefined;
  for (const fact of facts) {
    if (fact.source !== 'statement') continue;
    const { kind, id, issuer, digest } = fact.statement;
    if (kind !== 'StatusChange') issued = { reference: { id, issuer, digest }, isRevoked: false };
    else if (issued !== undefined) issued = { ...issued, isRevoked: true };
  }
  return issued;
}

/** Issuing: by the maker itself, of days that can be, through the gate. */
export function mayIssue(
  input: z.infer<typeof inputs.issue>,
  {
    issued,
    ...known
  }: { readonly issued: Issued | undefined; readonly around: Around; readonly proposer: Proposer | undefined },
  acting: Acting,
): Ruling {
  const { id, certificate, visibility, work } = input;
  const gate = gateOf(input, known, acting);
  const records = { known: known.around.records, proposer: proposing(known.proposer, acting) };
  const reasons = [
    ...faultsOf(certificate, acting),
    ...faultsOfRecords(input, records, acting),
    ...refusalsOf(gate, input.reasons),
  ];
  if (work.some((one) => endsOf(one).some((to) => Date.parse(to) > Date.parse(acting.now)))) {
    reasons.push({ code: 'IN_THE_FUTURE', detail: 'Work that has not ended yet cannot be recorded.' });
  }
  if (issued !== undefined) reasons.push({ code: 'ALREADY_ISSUED', detail: 'It was issued; open a new case.' });
  if (reasons.length > 0) return { allowed: false, reasons };
  const { kind, subject } = certificate;
  const parts = { uuid: id, issuer: acting.actor.party, validFrom: acting.now };
  const body = composeBody(kind, { ...parts, subject: { ...subject, id: `urn:uuid:${id}` } as never }) as JsonObject;
  const content = passedEvent(gate, input.reasons);
  return rulingOf(
    [],
    [
      { source: 'case-event', kind: 'gate-passed', content },
      { source: 'statement', kind, body, visibility },
    ],
  );
}

function faultsOf(certificate: Certificate, { actor, now }: Acting): Reason[] {
  const { maker, from, to } = partsOf(certificate);
  const reasons: Reason[] = [];
  if (maker !== actor.party) {
    reasons.push({ code: 'OTHER_MAKER', detail: `${actor.party} cannot certify for ${maker}.` });
  }
  if (from > dayAt(now)) reasons.push({ code: 'IN_THE_FUTURE', detail: `${from} has not come yet.` });
  if (to !== undefined && to < from) {
    reasons.push({ code: 'ENDS_BEFORE_IT_BEGINS', detail: `It would hold from ${from} to ${to}.` });
  }
  return [...reasons, ...faultsOfValues(certificate), ...faultsAsFound(certificate)];
}

/** A material has one value of each substance, and none that is known without end. ISO 33401:2024 (recalled). */
function faultsOfValues({ kind, subject }: Certificate): readonly Reason[] {
  if (kind !== 'ReferenceMaterialCertificate') return [];
  return subject.values.flatMap(({ substance, quantity, expandedUncertainty: stated }, index) => {
    const reasons: Reason[] = [];
    if (subject.values.findIndex((one) => one.substance === substance) !== index) {
      const detail = `${substance} is certified twice, here as ${quantity.value} ${quantity.unit}; state one value of it.`;
      reasons.push({ code: 'VALUE_TWICE', detail });
    }
    if (parseDecimal(stated.value).coefficient === 0n) {
      const detail = `${substance}: an uncertainty of ${stated.value} ${stated.unit} would be a value known without end.`;
      reasons.push({ code: 'NO_UNCERTAINTY', detail });
    }
    return reasons;
  });
}

/** What it did before it was adjusted is told to whoever relied on it: a number that cannot be would be believed. */
function faultsAsFound({ kind, subject }: Certificate): readonly Reason[] {
  if (kind !== 'CalibrationCertificate') return [];
  return faultsOfFindings(subject).map(({ code, detail }) => ({ code, detail }));
}

/** Two persons of the laboratory take a certificate back; it stays on record, and says so for ever. */
export function mayRevoke(
  { id, reason }: z.infer<typeof inputs.revoke>,
  issued: Issued | undefined,
  acting: Acting,
): Ruling {
  if (issued === undefined) return refused('NOT_ISSUED', 'Nothing was issued that could be revoked.');
  if (issued.isRevoked) return refused('REVOKED', 'It is revoked already.');
  return rulingOf(
    [],
    [statusStatement({ id, of: issued.reference, status: 'revoked', from: acting.now, reason }, acting)],
  );
}
