// SPDX-License-Identifier: Apache-2.0
import { type Claim, statementKey } from '@touchstone/statements';
import type { Cut } from '../cut.ts';
import { createEvidenceSet, type EvidenceSet, type Held } from '../evidence-set.ts';
import type { EvidenceSource, Question, StatementRequest, StoredStatement } from '../evidence-source.ts';
import { addressOfStatusList, namedStatus } from '../named-status-lists.ts';
import { type CompletenessText, type LogOptions, openedTexts, readLogs } from '../logs/log-evidence.ts';
import type { LogPromise } from '../logs/verify-promise.ts';
import type { Transcription } from '../transcription.ts';
import { keysOf, requestsOfClaim, requestsOfForeign, requestsOfStatement } from './expand.ts';
import type { ReadDocument } from './read-document.ts';

/** Round trips for statements; one more resolves every issuer. DESIGN: at most 8 whatever the size. */
export const STATEMENT_ROUND_TRIPS_MAX = 7;
/** Statements that one question may pull in; beyond it the evidence set says that it is truncated. */
const STATEMENTS_MAX = 20_000;

/** A document as presented: the file it came in, its text, and its vc+jwt when that is the form. */
export interface PresentedDocument {
  readonly file: string;
  readonly text: string;
  /** The proof that a public log has it, as it lay beside the document. */
  readonly receipt?: string;
  /** The promise that a public log will have it. */
  readonly promise?: LogPromise;
}

/** What a presenter lays on the table: signed documents, and numbers typed off unsigned ones. */
export interface PresentedPapers {
  readonly documents: readonly PresentedDocument[];
  readonly transcribed: readonly Transcription[];
  /** What logs have about parties, each file as text. */
  readonly completeness?: readonly CompletenessText[];
}

/** What gather needs beside the source. */
export interface GatherOptions {
  readonly source: EvidenceSource;
  readonly read: ReadDocument;
  readonly cut: Cut;
  /** The product's taxonomy node, when classification found one. */
  readonly food: string | undefined;
  readonly logs?: LogOptions;
  /** What is asked for in the first round beside what the claim and the papers lead to. */
  readonly also?: readonly StatementRequest[];
}

/**
 * Fetches by frontier: each round asks for everything that the last round's statements lead to, all at once.
 * Judges nothing. Whatever comes back is kept, also what cannot be read.
 */
export async function gather(
  claim: Claim,
  presented: PresentedPapers,
  question: Question,
  options: GatherOptions,
): Promise<EvidenceSet> {
  const papers = presented.documents.map(({ file, text }) => ({ ...options.read(text), file }));
  const asked = new Set<string>();
  const receipts = new Map(
    presented.documents.flatMap(({ text, receipt }) => (receipt === undefined ? [] : [[text, receipt]])),
  );
  const promises = new Map<string, LogPromise>(
    presented.documents.flatMap(({ text, promise }) => (promise === undefined ? [] : [[text, promise]])),
  );
  const completeness = [...(presented.completeness ?? []), ...(options.logs?.completeness ?? [])];
  const logs = readLogs(completeness, { receipts, promises }, options.logs);
  const known = new Set(papers.map(({ text }) => text));
  // What a completeness file opens counts like any statement gathered.
  const gathered: Held[] = openedTexts(logs)
    .filter((text) => !known.has(text) && known.add(text) !== undefined)
    .slice(0, STATEMENTS_MAX)
    .map(options.read);
  let frontier = fresh(
    [
      ...requestsOfClaim(claim, options.food, question.places),
      ...(options.also ?? []),
      ...papers.flatMap(requestOfItself),
      ...[...papers, ...gathered].flatMap(requestsOfHeld),
    ],
    asked,
  );
  let roundTrips = 0;

  while (frontier.length > 0 && roundTrips < STATEMENT_ROUND_TRIPS_MAX && gathered.length < STATEMENTS_MAX) {
    const answers = await options.source.find(frontier, question.knownAt);
    roundTrips += 1;
    const arrived: Held[] = [];
    for (const stored of answers.flat()) {
      if (stored.receipt !== undefined && !receipts.has(stored.text)) receipts.set(stored.text, stored.receipt);
      if (stored.promise !== undefined) promises.set(stored.text, stored.promise);
      if (known.has(stored.text)) {
        noteRecording(papers, stored);
        continue;
      }
      known.add(stored.text);
      arrived.push({
        ...options.read(stored.text),
        ...(stored.jwt === undefined ? {} : { jwt: stored.jwt }),
        ...asRecorded(stored),
      });
    }
    gathered.push(...arrived);
    frontier = fresh(arrived.flatMap(requestsOfHeld), asked);
  }

  const dids = await options.source.resolve(issuersOf([...papers, ...gathered]));
  return createEvidenceSet({
    claim,
    question,
    cut: options.cut,
    presented: papers,
    transcribed: presented.transcribed,
    gathered,
    dids,
    logs,
    roundTrips: roundTrips + 1,
    truncated: frontier.length > 0,
  });
}

/** What a register has of a paper that was presented: since when, its receipt, and another body of its identity. */
function requestOfItself({ statement }: Held): readonly StatementRequest[] {
  return statement === undefined ? [] : [{ by: 'identity', key: statementKey(statement) }];
}

function requestsOfHeld(held: Held): readonly StatementRequest[] {
  const lists = namedStatus(held.body).entries.map(({ list }): StatementRequest => ({ by: 'address', address: list }));
  if (held.statement !== undefined) return [...requestsOfStatement(held.statement), ...lists];
  // A foreign credential leads to who vouches for its issuer's keys and restricts him, a status list to the former.
  if (held.untp !== undefined) return [...requestsOfForeign(held.link.issuer, held.untp), ...lists];
  return addressOfStatusList(held.body) === undefined ? [] : [keysOf(held.link.issuer)];
}

/** Keeps the requests never asked before, so that a circle of references ends. */
function fresh(requests: readonly StatementRequest[], asked: Set<string>): readonly StatementRequest[] {
  return requests.filter((request) => {
    const name = nameOf(request);
    if (asked.has(name)) return false;
    asked.add(name);
    return true;
  });
}

function nameOf(request: StatementRequest): string {
  if (request.by === 'address') return `at ${request.address}`;
  return request.by === 'identity' ? request.key : `${request.relation} ${request.key} ${String(request.kinds)}`;
}

/** A presented paper that a register also holds was recorded when the register says. */
function noteRecording(papers: Held[], stored: Pick<StoredStatement, 'text' | 'recordedAt' | 'statusKept'>): void {
  papers.forEach((paper, index) => {
    if (paper.text === stored.text) papers[index] = { ...paper, ...asRecorded(stored) };
  });
}

function asRecorded({
  recordedAt,
  statusKept,
}: Pick<StoredStatement, 'recordedAt' | 'statusKept'>): Pick<Held, 'recordedAt' | 'statusKept'> {
  return {
    ...(recordedAt === undefined ? {} : { recordedAt }),
    ...(statusKept === undefined ? {} : { statusKept }),
  };
}

function issuersOf(all: readonly Held[]): readonly string[] {
  return [...new Set(all.map(({ link }) => link.issuer).filter((issuer) => issuer.startsWith('did:')))].sort();
}
