// SPDX-License-Identifier: Apache-2.0
import { type Place, parsePlace, placeCovers } from '@touchstone/identifiers';
import { composeBody, type SubjectOf } from '@touchstone/statements';
import type { z } from 'zod';
import { type CompetentRoot, faultsOfAuthority } from '../../record-keeping/competent-root.ts';
import type { Reason, Ruling } from '../../record-keeping/define-register.ts';
import type { Fact, JsonObject, StatementRecord } from '../../record-keeping/fact.ts';
import { refused, rulingOf } from '../../record-keeping/ruling.ts';
import { statusStatement } from '../../record-keeping/status-statement.ts';
import type { Acting } from '../../record-keeping/tenant.ts';
import type { PaperKind } from './papers.ts';
import type { inputs } from './record.ts';

/** What signatures in this register mean, word for word. */
export const MEANINGS = {
  decide: 'I decide, for the authority, that this report is what is stated here, on the legal basis stated here.',
  withdraw: 'I decide, for the authority, that this decision about a report no longer stands.',
} as const;

/** A decision that was signed, as far as what follows depends on it. */
export interface Decided {
  readonly reference: { readonly id: string; readonly issuer: string; readonly digest: string };
  readonly isWithdrawn: boolean;
}

/** What the facts of a stream make; undefined while it is only proposed. */
export function decidedOf(facts: readonly Fact[]): Decided | undefined {
  let decided: Decided | undefined;
  for (const fact of facts) {
    if (fact.source !== 'statement') continue;
    const { kind, id, issuer, digest } = fact.statement;
    if (kind === 'ReportDefect') decided = { reference: { id, issuer, digest }, isWithdrawn: false };
    else if (decided !== undefined) decided = { ...decided, isWithdrawn: true };
  }
  return decided;
}

/** What a decision about a report is asked with. */
export interface DefectFacts {
  readonly decided: Decided | undefined;
  /** What is on record under the name of the report, as whoever supervises the jurisdiction may see it. */
  readonly report: StatementRecord | undefined;
  /** Beside what it states: where its maker is attested to work, and at home. */
  readonly answering: readonly Place[];
  readonly roots: readonly CompetentRoot[];
}

/** An authority calls a report of its place inaccurate or false; no indicator does. */
export function mayDecide(
  { id, defect }: z.infer<typeof inputs.decide>,
  { decided, report, answering, roots }: DefectFacts,
  acting: Acting,
): Ruling {
  const { actor, now } = acting;
  const reasons: Reason[] = [...faultsOfAuthority(roots, actor.party, defect.place)];
  if (decided !== undefined) reasons.push({ code: 'ALREADY_DECIDED', detail: 'It was decided; open a new case.' });
  if (report === undefined || report.digest !== defect.report.digest) {
    reasons.push({ code: 'REPORT_NOT_ON_RECORD', detail: 'No such report is on record here in those bytes.' });
  } else {
    reasons.push(...faultsOfPaper(report, defect.place, answering));
  }
  if (reasons.length > 0) return { allowed: false, reasons };
  const subject = { ...defect, id: `urn:uuid:${id}`, decidedOn: now } as never;
  const body = composeBody('ReportDefect', { uuid: id, issuer: actor.party, validFrom: now, subject }) as JsonObject;
  return rulingOf([], [{ source: 'statement', kind: 'ReportDefect', body, visibility: 'public' }]);
}

/** Only what is tested, inspected, calibrated or certified has somebody who answers for it, and that in its places. */
function faultsOfPaper(
  { kind, body, jurisdiction }: StatementRecord,
  place: Place,
  answering: readonly Place[],
): Reason[] {
  const read = MAKERS[kind as DecidedKind];
  if (read === undefined) {
    return [{ code: 'OTHER_KIND', detail: `What is named is a ${kind}, and no report or certificate.` }];
  }
  // A paper that names no place is of where it was recorded.
  const { name, place: at = jurisdiction } = read(body.credentialSubject as never);
  const places = [...new Set([parsePlace(at), ...answering])];
  if (places.some((one) => placeCovers(place, one))) return [];
  return [{ code: 'OTHER_PLACE', detail: `${name} is in ${places.join(', ')}, not in ${place}.` }];
}

interface Maker {
  readonly name: string;
  readonly place?: string | undefined;
}

/** Who answers for a paper, by its kind: the kinds about which an authority decides. */
const MAKERS: { readonly [K in DecidedKind]: (subject: SubjectOf<K>) => Maker } = {
  TestReport: ({ laboratory }) => laboratory,
  InspectionReport: ({ body }) => body,
  CalibrationCertificate: ({ laboratory }) => laboratory,
  VerificationCertificate: ({ institute, place }) => ({ name: institute.name, place }),
  ReferenceMaterialCertificate: ({ producer }) => producer,
};
type DecidedKind = PaperKind | 'InspectionReport';

/** Two persons of the authority take a decision back; it stays on record, and says so for ever. */
export function mayWithdraw(
  { id, reason }: z.infer<typeof inputs.withdraw>,
  decided: Decided | undefined,
  acting: Acting,
): Ruling {
  if (decided === undefined) return refused('NOT_DECIDED', 'Nothing was decided that could be withdrawn.');
  if (decided.isWithdrawn) return refused('WITHDRAWN', 'It is withdrawn already.');
  const change = { id, of: decided.reference, status: 'withdrawn' as const, from: acting.now, reason };
  return rulingOf([], [statusStatement(change, acting)]);
}
