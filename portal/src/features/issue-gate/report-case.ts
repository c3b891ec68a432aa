// SPDX-License-Identifier: Apache-2.0
// A report of the own laboratory as a case: its draft, what waits for a second person, and what was signed.
import { ask } from '../../api/client.ts';
import { list, type Members, maybe, members, oneOf, type Read, text } from '../../api/narrow.ts';
import { record } from '../../api/record.ts';
import { type Reason, readReason } from '../../api/verdict.ts';
import { readWaiting, type Waiting } from '../session/waiting.ts';
import { givenReasons } from './given-reasons.ts';

/** Who may read the report at this node once it is signed. */
export const VISIBILITIES = ['private', 'public'] as const;

/** A draft as it stands, with members that this page does not know. */
export interface ReportDraft {
  readonly subject: Members;
  readonly visibility: (typeof VISIBILITIES)[number];
  /** Why it takes the place of what was signed, where it does. */
  readonly replacing: string | undefined;
}

/** What waits for a second person. */
export interface WaitingReport extends Waiting {
  /** The reasons that were given for what the gate asks about, or the one for which the report is to be taken back. */
  readonly reasons: readonly (readonly [code: string, reason: string])[];
  readonly revokes: string | undefined;
}

/** The case of one report. */
export interface ReportCase {
  readonly draft: ReportDraft | undefined;
  readonly signed:
    | { readonly issuer: string; readonly id: string; readonly status: 'in-force' | 'revoked' }
    | undefined;
  readonly waiting: readonly WaitingReport[];
  readonly sinceSigned: readonly Reason[];
}

/** The path of a case, or of an act in it. */
export function reportPath(stream: string, act?: 'proposals' | 'decisions'): string {
  return `/api/laboratory-cases/${encodeURIComponent(stream)}${act === undefined ? '' : `/${act}`}`;
}

/** Reads the case. */
export function requestCase(stream: string, signal: AbortSignal): Promise<ReportCase> {
  return ask(reportPath(stream), { signal }, (body) => readCase(body, ''));
}

/** Proposes the draft for signature by another person, with the reasons that were typed. */
export function proposeReport(
  { stream, reasons }: { readonly stream: string; readonly reasons: Readonly<Record<string, string>> },
  signal: AbortSignal,
): Promise<true> {
  return record(reportPath(stream, 'proposals'), { act: 'issue', reasons: givenReasons(reasons) }, signal);
}

const readProposal: Read<WaitingReport> = (value, path) => {
  const input = members(members(value, path).input, `${path}/input`);
  const given = maybe(members)(input.reasons, `${path}/input/reasons`) ?? {};
  return {
    ...readWaiting(value, path),
    reasons: Object.entries(given).map(([code, why]) => [code, text(why, `${path}/input/reasons/${code}`)] as const),
    revokes: maybe(text)(input.reason, `${path}/input/reason`),
  };
};

const readSigned: Read<NonNullable<ReportCase['signed']>> = (value, path) => {
  const given = members(value, path);
  return {
    ...{ issuer: text(given.issuer, `${path}/issuer`), id: text(given.id, `${path}/id`) },
    status: oneOf(['in-force', 'revoked'])(given.status, `${path}/status`),
  };
};

/** The case whole. */
export const readCase: Read<ReportCase> = (value, path) => {
  const given = members(value, path);
  const subject = maybe(members)(given.draft, `${path}/draft`);
  return {
    draft:
      subject === undefined
        ? undefined
        : {
            subject,
            visibility: oneOf(VISIBILITIES)(given.draftVisibility, `${path}/draftVisibility`),
            replacing: maybe(text)(given.replacing, `${path}/replacing`),
          },
    signed: maybe(readSigned)(given.signed, `${path}/signed`),
    waiting: list(readProposal)(given.proposals, `${path}/proposals`),
    sinceSigned: list(readReason)(given.sinceSigned, `${path}/sinceSigned`),
  };
};
