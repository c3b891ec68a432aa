// SPDX-License-Identifier: Apache-2.0
import type { Digest } from '@touchstone/identifiers';
import {
  compareBytes,
  commitmentOf,
  mapKeysOf,
  openLeaf,
  partyKey,
  readLeaf,
  type SecretOf,
  type Sha256,
  type Statement,
  type StatementOf,
  statementEdges,
  statementKey,
  SUBJECT_KEYS_MAX,
  type Subjects,
  subjectKey,
  subjectsOf,
} from '@touchstone/statements';
import { digestFromSha256 } from '@touchstone/identifiers';
import { keyHasPrefix } from '@touchstone/transparency-log/map';
import type { Reason } from '../check.ts';
import type { CompletenessLeaf, LeafDisclosure, SubjectName } from './completeness-file.ts';
import { type CompletenessFault, fault } from './fault.ts';

/** What a reader of statements makes of a text: the statement and its digest, or why it is not believed. */
export type StatementCheck =
  | { readonly outcome: 'accepted'; readonly statement: Statement; readonly digest: Digest }
  | { readonly outcome: 'rejected'; readonly reason: Reason };

/** Reads a statement as it was issued, and verifies it as far as the caller wants opened statements to be verified. */
export type VerifyStatement = (text: string) => StatementCheck;

interface Listed {
  readonly log: string;
  readonly index: number;
}
/** A listed leaf with the statement behind it. */
export interface OpenedLeaf extends Listed {
  readonly statement: Statement;
  readonly digest: Digest;
  readonly text: string;
}
/** A listed leaf whose content has run its term, by an authority's word. */
export interface CoveredLeaf extends Listed {
  readonly tombstone: StatementOf<'ExpiryTombstone'>;
}
/** A listed leaf behind which anything may be. */
export interface MissingLeaf extends Listed {
  readonly reason: CompletenessFault;
}

/** What is known behind the listed leaves. */
export interface OpenedLeaves {
  readonly opened: readonly OpenedLeaf[];
  readonly covered: readonly CoveredLeaf[];
  readonly missing: readonly MissingLeaf[];
  readonly faults: readonly CompletenessFault[];
}

interface LeafOfLog {
  readonly log: string;
  readonly leaf: CompletenessLeaf;
}

/** The tombstones that count, and why the others do not. */
export interface WeighedTombstones {
  readonly tombstones: readonly StatementOf<'ExpiryTombstone'>[];
  readonly faults: readonly CompletenessFault[];
}

/** What the leaves are opened with. */
export interface OpeningMeans {
  readonly sha256: Sha256;
  readonly verifyStatement: VerifyStatement;
  readonly names: readonly SubjectName[];
  /** Which of the file's tombstones count, once it is known what the file opens. */
  readonly tombstonesBeside: (opened: readonly Statement[]) => WeighedTombstones;
  /** By the name of a log, that of the log whose proved end it goes on from: the log of the year before. */
  readonly predecessors: ReadonlyMap<string, string>;
}

/** Opens each leaf by its disclosure, else covers it by a tombstone, else says what is missing. */
export function openLeaves(leaves: readonly LeafOfLog[], means: OpeningMeans): OpenedLeaves {
  const found = leaves.map(({ log, leaf }) => ({ log, leaf, shown: discloses(leaf, log, means) }));
  const opened = found.flatMap(({ log, leaf: { index }, shown }): OpenedLeaf[] =>
    'statement' in shown ? [{ log, index, ...shown }] : [],
  );
  const { tombstones, faults: worthless } = means.tombstonesBeside(opened.map(({ statement }) => statement));
  const covers = new Map(
    tombstones.flatMap((each) => each.subject.commitments.map((commitment) => [commitment as string, each] as const)),
  );
  const covered: CoveredLeaf[] = [];
  const missing: MissingLeaf[] = [];
  for (const { log, leaf, shown } of found) {
    if ('statement' in shown) continue;
    const tombstone = covers.get(commitmentDigest(leaf));
    if (tombstone !== undefined) covered.push({ log, index: leaf.index, tombstone });
    else missing.push({ log, index: leaf.index, reason: shown });
  }
  const entries = new Map(leaves.map(({ log, leaf }) => [`${leaf.index} ${log}`, leaf]));
  const faults = opened.flatMap((each) => {
    const leaf = entries.get(`${each.index} ${each.log}`) as CompletenessLeaf;
    return misnamed(each, { opened, leaf, means }) ?? [];
  });
  return { opened, covered, missing, faults: [...worthless, ...faults] };
}

type Disclosed = Pick<OpenedLeaf, 'statement' | 'digest' | 'text'>;

function discloses(
  { index, entry, opening }: CompletenessLeaf,
  log: string,
  { sha256, verifyStatement }: OpeningMeans,
): Disclosed | CompletenessFault {
  const values = { log, leaf: String(index) };
  if (opening === undefined) return fault('NOT_OPENED', 'the statement behind it is not disclosed', values);
  const checked = verifyStatement(opening.statement);
  if (checked.outcome === 'rejected') return fault('STATEMENT_NOT_ACCEPTED', checked.reason.detail, values);
  const leaf = readLeaf(entry);
  const fits =
    leaf?.type === 'statement' &&
    compareBytes(commitmentOf(sha256, opening.salt, checked.digest), leaf.commitment) === 0;
  return fits
    ? { statement: checked.statement, digest: checked.digest, text: opening.statement }
    : fault('OPENING_DIFFERS', 'the statement disclosed is not the one that the leaf commits to', values);
}

/** Whether the log keeps an opened statement under other subjects than it is about: MAP_FN_DESCRIPTION, 5 and 6. */
function misnamed(
  of: OpenedLeaf,
  {
    opened,
    leaf,
    means,
  }: { readonly opened: readonly OpenedLeaf[]; readonly leaf: CompletenessLeaf; readonly means: OpeningMeans },
): CompletenessFault | undefined {
  const subjects = subjectsAsLogged(of, opened, means);
  // The keys of one with so many parties are in several leaves, of which the file need not have all.
  if (subjects === undefined || new Set(subjects.parties).size > SUBJECT_KEYS_MAX) return undefined;
  const { salt, secrets = [] } = leaf.opening as LeafDisclosure;
  const keys = mapKeysOf(leaf.entry);
  // What was logged before a party was known as a person stands in plain, and under its secret since.
  const secretOf: SecretOf = (party) => {
    const known = [...means.names, ...secrets].filter(({ name }) => name === party);
    const fitting = known.find(({ secret }) => {
      const own = subjectKey(means.sha256, { party, thing: subjects.thing }, secret);
      return keys.some((key) => compareBytes(key, own) === 0);
    });
    return (fitting ?? known.at(-1))?.secret;
  };
  const verdict = openLeaf(means.sha256, leaf.entry, { digest: of.digest, salt, subjects, secretOf });
  if (verdict.outcome === 'opened' && isUnderItsNames(leaf, subjects, means)) return undefined;
  const detail = `entry ${of.index} is kept under other subjects than its statement is about`;
  return fault('SUBJECTS_DIFFER', detail, { log: of.log, leaf: String(of.index) });
}

/** Whether the leaf is under a name of the file only as one of those that its statement is about, and for its thing. */
function isUnderItsNames({ entry }: CompletenessLeaf, { parties, thing }: Subjects, { sha256, names }: OpeningMeans) {
  return names.every(({ name, secret }) => {
    const prefix = partyKey(sha256, name, secret);
    const own = mapKeysOf(entry).filter((key) => keyHasPrefix(key, prefix));
    const expected = subjectKey(sha256, { party: name, thing }, secret);
    return own.every((key) => parties.includes(name) && compareBytes(key, expected) === 0);
  });
}

/** The subjects that the log had to keep it under; undefined when that rests on a statement that is not opened here. */
function subjectsAsLogged(
  of: OpenedLeaf,
  opened: readonly OpenedLeaf[],
  means: Pick<OpeningMeans, 'predecessors'>,
): Subjects | undefined {
  const changed = statementEdges(of.statement).find(({ relation }) => relation === 'about-statement')?.key;
  if (changed === undefined) return subjectsOf(of.statement);
  const years = yearsUpTo(of.log, means.predecessors);
  const target = opened.find(
    // Only what the log held before it, in its own year or one before: of what came later its writer could not know.
    ({ log, index, statement }) =>
      statementKey(statement) === changed && (log === of.log ? index < of.index : years.has(log)),
  );
  const subjects = target && subjectsAsLogged(target, opened, means);
  return subjects && subjectsOf(of.statement, subjects);
}

/** A log and those before it in its chain of years. */
function yearsUpTo(log: string, predecessors: OpeningMeans['predecessors']): ReadonlySet<string> {
  const years = new Set([log]);
  // What is added while going through it is gone through as well, and a name once only.
  for (const year of years) {
    const before = predecessors.get(year);
    if (before !== undefined) years.add(before);
  }
  return years;
}

function commitmentDigest({ entry }: CompletenessLeaf): string {
  const leaf = readLeaf(entry);
  return leaf?.type === 'statement' ? digestFromSha256(leaf.commitment) : '';
}
