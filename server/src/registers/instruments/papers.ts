// SPDX-License-Identifier: Apache-2.0
import { type StatusChange, statusAt } from '@touchstone/credentials/formats';
import type { KeptStretch } from '@touchstone/evidence/plausibility';
import {
  askRecord,
  type Decided,
  decisionAbout,
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

/** What is known of a certificate: what changed its status, what an authority decided it to be, and whether it is no more than its keeper's word. */
interface KnownPaper {
  readonly changes: readonly StatusChange[];
  readonly decided: Decided | undefined;
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
  const { words, decided } = await readStandings(reads, { named, papers, roots });
  return new Map(
    papers.map((paper) => {
      const key = keyOf(paper);
      return [
        key,
        { changes: changesThatCount(paper, known), decided: decided.get(key), isKeepersWord: words.has(key) },
      ];
    }),
  );
}

/** By `keyOf`, what authorities decided certificates to be; nothing of those about which nobody decided. */
export async function readDecided(
  reads: Pick<Reads, 'findStatements'>,
  { named, roots }: { readonly named: readonly DocumentName[]; readonly roots: Surroundings['roots'] },
): Promise<ReadonlyMap<string, Decided>> {
  if (named.length === 0) return new Map();
  const find = (requests: Parameters<Reads['findStatements']>[0]) => reads.findStatements(requests);
  const found = await askRecord({ find, roots }, (around) => decidedAmong(named, around));
  return new Map(found);
}

/** What is no more than its keeper's word, and what authorities decided, in the same rounds of questions. */
async function readStandings(
  reads: Pick<Reads, 'findStatements'>,
  { named, papers, roots }: Named & { readonly papers: readonly DocumentName[] },
): Promise<{ readonly words: ReadonlySet<string>; readonly decided: ReadonlyMap<string, Decided> }> {
  const own = named.filter(({ keeper, certificate }) => keeper === certificate.issuer);
  if (papers.length === 0 && own.length === 0) return { words: new Set(), decided: new Map() };
  const find = (requests: Parameters<Reads['findStatements']>[0]) => reads.findStatements(requests);
  const found = await askRecord({ find, roots }, (around) => ({
    words: own.filter(({ keeper, certificate }) => {
      const held = around.papers.resolve(certificate);
      return typeof held !== 'string' && isUsedPaper(held) && isKeepersWord(held, keeper, around);
    }),
    decided: decidedAmong(papers, around),
  }));
  return { words: new Set(found.words.map(({ certificate }) => keyOf(certificate))), decided: new Map(found.decided) };
}

function decidedAmong(named: readonly DocumentName[], around: Surroundings): readonly (readonly [string, Decided])[] {
  return named.flatMap((one) => {
    const held = around.papers.identified(one.issuer, one.id);
    const decision = held?.digest === one.digest ? decisionAbout(held, around) : undefined;
    return decision === undefined ? [] : [[keyOf(one), decision.decided] as const];
  });
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
  // What is false was so on every day.
  if (found.decided !== undefined) return [{ ...stretch, paper: `decided-${found.decided}`, state: 'not-calibrated' }];
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
type DocumentName = Readonly<Record<'issuer' | 'id' | 'digest', string>>;

/** The name of a document as one text. */
export function keyOf({ issuer, id, digest }: DocumentName): string {
  return `${issuer} ${id} ${digest}`;
}
