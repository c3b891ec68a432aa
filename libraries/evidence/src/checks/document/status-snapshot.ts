// SPDX-License-Identifier: Apache-2.0
import {
  type CredentialError,
  type JsonObject,
  readStatusList,
  type StatusEntry,
  type StatusListSnapshot,
} from '@touchstone/credentials/formats';
import { compareInstants, type Instant, instantMilliseconds, parseInstant } from '@touchstone/identifiers';
import { type Reason, reason } from '../../check.ts';
import type { Held } from '../../evidence-set.ts';
import type { DocumentContext } from './document-part.ts';

/** A list with the time that its issuer answers for: from the moment it was taken, as long as it says, and no longer than is taken. */
export interface Snapshot extends StatusListSnapshot {
  readonly held: Held;
  readonly until: Instant;
}

/** The sound lists at hand under the named address, by whoever may keep this document's status, and why others are none. */
export function snapshotsOf(
  entry: StatusEntry,
  document: Held,
  context: DocumentContext,
): { readonly snapshots: readonly Snapshot[]; readonly faults: readonly Reason[] } {
  const snapshots: Snapshot[] = [];
  const faults: Reason[] = [];
  for (const held of context.bench.set.statusListsAt(entry.list)) {
    const read = usable(held, entry, document, context);
    if ('code' in read) faults.push(read);
    else snapshots.push(read);
  }
  return { snapshots, faults };
}

function usable(held: Held, entry: StatusEntry, document: Held, context: DocumentContext): Snapshot | Reason {
  const { bench, soundness } = context;
  const { list, purpose, index, size } = entry;
  const { issuer } = document.link;
  const keeper = held.link.issuer;
  // Anybody may write any address into a list of his own: only the issuer, or an authority of the place, speaks of it.
  if (keeper !== issuer && !bench.isAnchor(keeper, 'authority', 'registrar'))
    return reason('STATUS_LIST_ISSUER_DIFFERS', `the list ${list} at hand is by ${keeper}, the document by ${issuer}`, {
      list,
      keeper,
      issuer,
    });
  const sound = soundness(held, bench.knownOn);
  if (sound.outcome !== 'passed') {
    const [why] = sound.reasons as readonly [Reason];
    return reason('STATUS_LIST_UNSOUND', `the list ${list} is not sound: ${why.detail}`, { list, code: why.code });
  }
  const snapshot = bench.remember(held, 'snapshot', () => readSnapshot(held, list));
  if ('code' in snapshot) return snapshot;
  if (compareInstants(snapshot.takenAt, bench.set.question.knownAt) > 0)
    return reason('OUTSIDE_SNAPSHOT', `the list ${list} is of ${snapshot.takenAt}, after all that is known`, {
      list,
      takenAt: snapshot.takenAt,
      until: snapshot.until,
      at: bench.knownOn,
    });
  const issuedAt = (document.statement ?? document.untp)?.validFrom;
  if (issuedAt !== undefined && compareInstants(snapshot.takenAt, issuedAt) < 0)
    return reason(
      'OUTSIDE_SNAPSHOT',
      `the list ${list} is of ${snapshot.takenAt}, before the document of ${issuedAt}`,
      {
        list,
        takenAt: snapshot.takenAt,
        until: snapshot.until,
        at: issuedAt,
      },
    );
  if (!snapshot.purposes.includes(purpose))
    return reason('STATUS_LIST_PURPOSE_DIFFERS', `the list ${list} does not tell of ${purpose}`, { list, purpose });
  if ((index + 1) * size > snapshot.bits.length * 8)
    return reason('STATUS_INDEX_OUT_OF_RANGE', `entry ${index} is beyond the end of the list ${list}`, {
      list,
      index: String(index),
    });
  return snapshot;
}

/** validFrom says when it was taken; validUntil, or ttl in milliseconds, how long its issuer answers for it. */
function readSnapshot(held: Held, list: string): Snapshot | Reason {
  const body = held.body as JsonObject;
  try {
    const takenAt = parseInstant(body.validFrom);
    const read = readStatusList(body, { at: takenAt });
    const { ttl } = body.credentialSubject as JsonObject;
    const ends = [takenAt];
    if (body.validUntil !== undefined) ends.push(parseInstant(body.validUntil));
    if (typeof ttl === 'number' && ttl > 0 && ttl < TTL_MAX)
      ends.push(parseInstant(new Date(instantMilliseconds(takenAt) + ttl).toISOString()));
    const said = ends.sort(compareInstants)[ends.length - 1] as Instant;
    const taken = parseInstant(new Date(instantMilliseconds(takenAt) + LONGEST_WORD).toISOString());
    return { ...read, held, until: compareInstants(said, taken) < 0 ? said : taken };
  } catch (error) {
    const { message: why } = error as CredentialError;
    return reason('STATUS_LIST_UNREADABLE', `the list ${list} cannot be read: ${why}`, { list });
  }
}

/**
 * 31 days in milliseconds: for how long after it was taken a list is believed, whatever longer time it states. Lists
 * that are made anew each month still follow each other without a gap; one that answers for its own century would
 * clear every paper that is revoked after it. No place's policy states a bound of its own.
 */
const LONGEST_WORD = 31 * 86_400_000;

/** A hundred years: what is longer is no time for which anybody answers. */
const TTL_MAX = 3_155_760_000_000;
