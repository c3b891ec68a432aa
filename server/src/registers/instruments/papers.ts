// SPDX-License-Identifier: Apache-2.0
import { type StatusChange, statusAt } from '@touchstone/credentials/formats';
import type { KeptStretch } from '@touchstone/evidence/plausibility';
import {
  askRecord,
  isKeepersWord,
  isUsedPaper,
  KEEPER_ALONE,
  type Surroundings,
} from '@touchstone/evidence/traceability';
import { addDays } from '@touchstone/identifiers';
import { type InstrumentEvent, type Stretch, stretchesOf, stretchOn } from '@touchstone/metrology/instrument';
import type { StatementReference } from '@touchstone/statements';
import { dayAt, endOfDay } from '../../record-keeping/local-day.ts';
import type { Reads } from '../../record-keeping/reads.ts';
import { changesThatCount, readChanges } from '../../record-keeping/statement-status.ts';

/** An event as it is kept: a calibration may name its certificate. */
type KeptEvent = InstrumentEvent & { readonly certificate?: StatementReference };

/** What is known of a certificate: what changed its status, and whether it is no more than its keeper's word. */
interface KnownPaper {
  readonly changes: readonly StatusChange[];
  readonly isKeepersWord: boolean;
}
/** By `keyOf`; of those not on record there is nothing. */
export type KnownPapers = ReadonlyMap<string, KnownPaper>;

/** Certificates that were named for instruments, by whoever keeps those. */
export interface Named {
  readonly named: readonly { readonly keeper: string; readonly certificate: StatementReference }[];
  /** Whom this node takes as the authority of which places. */
  readonly roots: Surroundings['roots'];
}

/** Looks up the certificates that were named, what changed their status, and who vouches for those that keepers signed themselves. */
export async function readNamed(reads: Pick<Reads, 'findStatements'>, { named, roots }: Named): Promise<KnownPapers> {
  if (named.length === 0) return new Map();
  const asked = [...new Map(named.map(({ certificate }) => [keyOf(certificate), certificate])).values()];
  const found = await reads.findStatements(asked.map(({ issuer, id }) => ({ by: 'identity', issuer, id })));
  const papers = found.flatMap((each, at) => each.find(({ digest }) => digest === asked[at]?.digest) ?? []);
  const known = await readChanges(reads, papers);
  const words = await readKeepersWords(reads, { named, roots });
  return new Map(
    papers.map((paper) => {
      const key = keyOf(paper);
      return [key, { changes: changesThatCount(paper, known), isKeepersWord: words.has(key) }];
    }),
  );
}

async function readKeepersWords(
  reads: Pick<Reads, 'findStatements'>,
  { named, roots }: Named,
): Promise<ReadonlySet<string>> {
  const own = named.filter(({ keeper, certificate }) => keeper === certificate.issuer);
  if (own.length === 0) return new Set();
  const find = (requests: Parameters<Reads['findStatements']>[0]) => reads.findStatements(requests);
  const words = await askRecord({ find, roots }, (around) =>
    own.filter(({ keeper, certificate }) => {
      const held = around.papers.resolve(certificate);
      return typeof held !== 'string' && isUsedPaper(held) && isKeepersWord(held, keeper, around);
    }),
  );
  return new Set(words.map(({ certificate }) => keyOf(certificate)));
}

/** The certificates that these events name. */
export function namedIn(events: readonly InstrumentEvent[]): readonly StatementReference[] {
  return (events as readonly KeptEvent[]).flatMap(({ certificate }) => certificate ?? []);
}

/** The stretches of what happened, each window cut where the certificate that it rests on was taken back or suspended. */
export function stretchesByPapers(events: readonly InstrumentEvent[], known: KnownPapers): readonly KeptStretch[] {
  const named = (events as readonly KeptEvent[]).map((one) =>
    one.certificate === undefined ? one : { ...one, paper: keyOf(one.certificate) },
  );
  return stretchesOf(named).flatMap(({ earlier, ...stretch }): readonly KeptStretch[] => {
    const [first, ...rest] = byPaper(stretch, known);
    if (first === undefined) return [];
    const left = earlier && stretchOn(byPaper(earlier, known), stretch.from);
    return [left === undefined ? first : { ...first, earlier: left }, ...rest];
  });
}

/** One stretch by the certificate that it rests on. */
function byPaper({ paper, ...stretch }: Omit<Stretch, 'earlier'>, known: KnownPapers): readonly KeptStretch[] {
  if (paper === undefined) return [stretch.state === 'in-use' ? { ...stretch, paper: KEEPER_ALONE } : stretch];
  const found = known.get(paper);
  if (found === undefined) return [{ ...stretch, paper: 'not-on-record' }];
  const cut = cutBy(found.changes, stretch);
  return found.isKeepersWord ? cut.map((one) => ({ paper: KEEPER_ALONE, ...one })) : cut;
}

function cutBy(changes: readonly StatusChange[], stretch: KeptStretch): readonly KeptStretch[] {
  const within = changes
    .map(({ from }) => dayAt(from))
    .filter((day) => day > stretch.from && (stretch.to === undefined || day <= stretch.to));
  const begins = [...new Set([stretch.from, ...within])].sort();
  return begins.map((from, at) => {
    const next = begins[at + 1];
    const piece = { ...stretch, from, ...(next === undefined ? {} : { to: addDays(next, -1) }) };
    const { status } = statusAt(changes, endOfDay(from));
    if (status === 'active') return piece;
    // A replaced certificate was mended by another one, and what it rests on may still hold; every other end is one.
    return { ...piece, paper: status, ...(status === 'replaced' ? {} : { state: 'not-calibrated' as const }) };
  });
}

/** One document under one name. */
function keyOf({ issuer, id, digest }: Readonly<Record<'issuer' | 'id' | 'digest', string>>): string {
  return `${issuer} ${id} ${digest}`;
}
