// SPDX-License-Identifier: Apache-2.0
import { askRecord, reasonsAgainstMaking, type TraceReason } from '@touchstone/evidence/traceability';
import { composeBody, type SubjectOf } from '@touchstone/statements';
import type { z } from 'zod';
import type { Reason, Ruling } from '../../record-keeping/define-register.ts';
import type { Fact, JsonObject } from '../../record-keeping/fact.ts';
import { dayAt } from '../../record-keeping/local-day.ts';
import type { Reads } from '../../record-keeping/reads.ts';
import { refused, rulingOf } from '../../record-keeping/ruling.ts';
import { statusStatement } from '../../record-keeping/status-statement.ts';
import type { Acting } from '../../record-keeping/tenant.ts';
import type { Certificate, inputs } from './record.ts';

/** Whom this node takes as the authority of which places. */
export type Roots = Parameters<typeof askRecord>[0]['roots'];

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

/** What the record has against a certificate: standards out of their windows, claims below the CMC. */
export async function faultsOnRecord(
  { kind, subject }: Certificate,
  { reads, roots }: { readonly reads: Pick<Reads, 'findStatements'>; readonly roots: Roots },
): Promise<readonly Reason[]> {
  if (kind !== 'CalibrationCertificate') return [];
  const about = (around: Parameters<typeof reasonsAgainstMaking>[1]) => reasonsAgainstMaking(subject, around);
  return (await askRecord({ find: (requests) => reads.findStatements(requests), roots }, about)).map(toReason);
}

const toReason = ({ code, detail, cure }: TraceReason): Reason => ({
  code,
  detail: cure === undefined ? detail : `${detail} ${cure}`,
});

/** Issuing: by the maker itself, of days that can be, against nothing that the record holds. */
export function mayIssue(
  { id, certificate, visibility }: z.infer<typeof inputs.issue>,
  { issued, onRecord }: { readonly issued: Issued | undefined; readonly onRecord: readonly Reason[] },
  acting: Acting,
): Ruling {
  const reasons = [...faultsOf(certificate, acting), ...onRecord];
  if (issued !== undefined) reasons.push({ code: 'ALREADY_ISSUED', detail: 'It was issued; open a new case.' });
  if (reasons.length > 0) return { allowed: false, reasons };
  const { kind, subject } = certificate;
  const parts = { uuid: id, issuer: acting.actor.party, validFrom: acting.now };
  const body = composeBody(kind, { ...parts, subject: { ...subject, id: `urn:uuid:${id}` } as never }) as JsonObject;
  return rulingOf([], [{ source: 'statement', kind, body, visibility }]);
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
  return reasons;
}

/** Who makes a certificate, of which thing, where, and from when to when it holds. */
export function partsOf({ kind, subject }: Certificate) {
  switch (kind) {
    case 'CalibrationCertificate': {
      const { laboratory, instrument: thing, calibratedOn: from, dueOn: to } = subject;
      return { maker: laboratory.id, place: laboratory.place, thing, from, to };
    }
    case 'ReferenceMaterialCertificate': {
      const { producer, material, batch, certifiedOn: from, validUntil: to } = subject;
      return { maker: producer.id, place: producer.place, thing: `${material} ${batch}`, from, to };
    }
    case 'VerificationCertificate': {
      const { institute, place, instrument: thing, verifiedOn: from, validUntil: to } = subject;
      return { maker: institute.id, place, thing, from, to };
    }
  }
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

/** The certificate in a statement of this register. */
export function certificateIn(kind: string, subject: unknown): Certificate {
  return { kind, subject: subject as SubjectOf<'CalibrationCertificate'> } as Certificate;
}
