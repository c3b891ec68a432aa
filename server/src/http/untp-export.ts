// SPDX-License-Identifier: Apache-2.0
import { type StatusChange, statusAt } from '@touchstone/credentials/formats';
import { compareInstants, type Instant, parseDigest, parseInstant } from '@touchstone/identifiers';
import { parseStatement, type Statement, toUntp, UNTP_EXPORTED_KINDS, type UntpExport } from '@touchstone/statements';
import type { Reason } from '../record-keeping/define-register.ts';
import type { StatementRecord } from '../record-keeping/fact.ts';
import { beginOfDay, dayAt } from '../record-keeping/local-day.ts';
import type { Actor } from '../record-keeping/tenant.ts';

/** What the signature under an export means, word for word. */
export const EXPORT_MEANING =
  'I declare, for its issuer, that this UNTP credential says what the statement says, apart from the losses named with it.';

/** A statement on record, as far as an export depends on it. */
export interface Exportable {
  readonly record: StatementRecord;
  /** The changes of its status that count, the planned ones too. */
  readonly changes: readonly StatusChange[];
}

/** True where UNTP has a counterpart for statements of this kind. */
export function hasCounterpart(kind: string): boolean {
  return (UNTP_EXPORTED_KINDS as readonly string[]).includes(kind);
}

/** Why statements of a kind cannot be exported. */
export function noCounterpart(kind: string): string {
  return `UNTP 0.7.0 has no counterpart for a ${kind}; it has one for ${UNTP_EXPORTED_KINDS.join(', ')}.`;
}

/**
 * What stands against an export; empty where nothing does. An export carries no status and nobody who gets it looks the
 * original up here, so it is made only of what is in force: not of what is suspended, withdrawn, revoked, replaced or over.
 */
export function faultsOfExport({ record, changes }: Exportable, actor: Actor, now: string): readonly Reason[] {
  const { kind, issuer, body } = record;
  if (issuer !== actor.party) {
    return [{ code: 'NOT_THE_ISSUER', detail: `${actor.party} cannot export what ${issuer} issued.` }];
  }
  if (!hasCounterpart(kind)) return [{ code: 'NO_COUNTERPART', detail: noCounterpart(kind) }];
  const { status, change } = statusAt(changes, parseInstant(now));
  if (status !== 'active') {
    return [{ code: 'NOT_IN_FORCE', detail: `It is ${status} since ${change?.from}, and an export would not say so.` }];
  }
  const { validUntil, subject } = parseStatement(body);
  const { to } = subject as { readonly to?: string };
  const isOver =
    (validUntil !== undefined && compareInstants(validUntil, parseInstant(now)) < 0) ||
    (to !== undefined && to < dayAt(now));
  return isOver ? [{ code: 'NOT_IN_FORCE', detail: 'Its period is over.' }] : [];
}

/** When the export is made, under which UUIDv7, and the issuer's name where the statement does not say it. */
export interface ExportRequest {
  readonly uuid: string;
  readonly now: string;
  readonly issuerName?: string | undefined;
}

/** The body of the export, to be signed: it begins no earlier than the statement, and ends before any planned change. */
export function exportOf({ record, changes }: Exportable, { uuid, now, issuerName }: ExportRequest): UntpExport {
  const statement = parseStatement(record.body);
  const at = parseInstant(now);
  const { from } = statement.subject as { readonly from?: string };
  const begins = [at, statement.validFrom, ...(isDay(from) ? [beginOfDay(from)] : [])].sort(compareInstants);
  const planned = changes.filter(({ status, from: day }) => status !== 'active' && compareInstants(day, at) > 0);
  const ends = [statement.validUntil, ...planned.map((change) => change.from)]
    .filter((end) => end !== undefined)
    .sort(compareInstants);
  const [validUntil] = ends;
  return toUntp(validUntil === undefined ? statement : ({ ...statement, validUntil } as Statement), {
    uuid,
    issuerName: nameOfIssuer(statement) ?? issuerName ?? statement.issuer,
    digest: parseDigest(record.digest),
    validFrom: begins.at(-1) as Instant,
  });
}

/** What an export would lose, which depends on the statement alone. */
export function lossesOf(record: StatementRecord): Pick<UntpExport, 'losses' | 'standIns'> {
  const { uuid, validFrom } = parseStatement(record.body);
  const { losses, standIns } = exportOf({ record, changes: [] }, { uuid, now: validFrom });
  return { losses, standIns };
}

/** The name that the statement itself gives its issuer, where it names it. */
export function nameOfIssuer({ issuer, subject }: Statement): string | undefined {
  const { laboratory, body } = subject as { readonly laboratory?: NamedBody; readonly body?: NamedBody };
  return [laboratory, body].find((named) => named?.id === issuer)?.name;
}

interface NamedBody {
  readonly id: string;
  readonly name: string;
}

function isDay(from: string | undefined): from is string {
  return from !== undefined && !from.includes('T');
}
