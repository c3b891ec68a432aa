// SPDX-License-Identifier: Apache-2.0
import { type StatusChange, statusAt } from '@touchstone/credentials/formats';
import type { KeptStretch } from '@touchstone/evidence/plausibility';
import {
  addDays,
  type CalendarDay,
  type Instant,
  instantFromMilliseconds,
  instantMilliseconds,
  startOfNextDay,
} from '@touchstone/identifiers';
import { type InstrumentEvent, stretchesOf } from '@touchstone/metrology/instrument';
import type { StatementReference } from '@touchstone/statements';
import { dayAt, UTC_OFFSET_MINUTES } from '../../record-keeping/local-day.ts';
import type { Reads } from '../../record-keeping/reads.ts';
import { changesThatCount, readChanges } from '../../record-keeping/statement-status.ts';

/** An event as it is kept: a calibration may name its certificate. */
type KeptEvent = InstrumentEvent & { readonly certificate?: StatementReference };

/** What is known of each certificate that was named, by `keyOf`; of those not on record there is nothing. */
export type KnownPapers = ReadonlyMap<string, readonly StatusChange[]>;

/** Looks up the certificates that were named for instruments, and what changed their status: three round trips. */
export async function readNamed(
  reads: Pick<Reads, 'findStatements'>,
  named: readonly StatementReference[],
): Promise<KnownPapers> {
  if (named.length === 0) return new Map();
  const asked = [...new Map(named.map((one) => [keyOf(one), one])).values()];
  const found = await reads.findStatements(asked.map(({ issuer, id }) => ({ by: 'identity', issuer, id })));
  const papers = found.flatMap((each, at) => each.find(({ digest }) => digest === asked[at]?.digest) ?? []);
  const known = await readChanges(reads, papers);
  return new Map(papers.map((paper) => [keyOf(paper), changesThatCount(paper, known)]));
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
  return stretchesOf(named).flatMap(({ paper, ...stretch }): readonly KeptStretch[] => {
    if (paper === undefined) return [stretch];
    const changes = known.get(paper);
    return changes === undefined ? [{ ...stretch, paper: 'not-on-record' }] : cutBy(changes, stretch);
  });
}

function cutBy(changes: readonly StatusChange[], stretch: KeptStretch): readonly KeptStretch[] {
  const within = changes
    .map(({ from }) => dayAt(from))
    .filter((day) => day > stretch.from && (stretch.to === undefined || day <= stretch.to));
  const begins = [...new Set([stretch.from, ...within])].sort();
  return begins.map((from, at) => {
    const next = begins[at + 1];
    const piece = { ...stretch, from, ...(next === undefined ? {} : { to: addDays(next, -1) }) };
    const { status } = statusAt(changes, endOf(from));
    if (status === 'active') return piece;
    // A replaced certificate was mended by another one, and what it rests on may still hold; every other end is one.
    return { ...piece, paper: status, ...(status === 'replaced' ? {} : { state: 'not-calibrated' as const }) };
  });
}

/** Whatever takes effect within the day counts for it. */
function endOf(day: CalendarDay): Instant {
  return instantFromMilliseconds(instantMilliseconds(startOfNextDay(day, UTC_OFFSET_MINUTES)) - 1);
}

/** One document under one name. */
function keyOf({ issuer, id, digest }: Readonly<Record<'issuer' | 'id' | 'digest', string>>): string {
  return `${issuer} ${id} ${digest}`;
}
