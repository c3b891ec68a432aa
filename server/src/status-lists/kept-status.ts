// SPDX-License-Identifier: Apache-2.0
import { type JsonValue, readStatusEntries } from '@touchstone/credentials/formats';
import { type Instant, parseInstant } from '@touchstone/identifiers';
import type { StatementRecord } from '../record-keeping/fact.ts';
import type { Keeping } from '../record-keeping/keeping.ts';

/** A node whose record was followed to an instant without a gap. */
export interface FollowedRecord {
  readonly origin: string;
  readonly url: string;
  readonly until: string;
  /** Whether a leaf that the node leaves unopened may be a change of this statement. */
  readonly isInDoubt: (entry: number) => boolean;
}

/** What makes a list needless: the lists of this node, and those of nodes whose whole record is here. */
export interface KeptStatusParts {
  readonly keeping: Pick<Keeping, 'node' | 'statusLists'>;
  /** Whether this node signs for a party: else its changes of status may be recorded anywhere. */
  readonly holdsKeyOf: (did: string) => boolean;
  readonly wholeLogs: () => readonly FollowedRecord[];
}

/**
 * Says of a statement on record which of its status lists need not be looked at, as they are derived from signed changes
 * of status that are all on record here: where it was recorded here, up to now; where it was followed, as far as the log
 * of its node was seen, unless that node leaves a leaf unopened which may be a change of this very statement.
 */
export function openKeptStatus({ keeping, holdsKeyOf, wholeLogs }: KeptStatusParts) {
  const isOwn = (list: string, issuer: string) =>
    PURPOSES.some(
      (purpose) =>
        keeping.statusLists?.address({ issuer, list: numberIn(list), purpose }) === list && holdsKeyOf(issuer),
    );
  return (
    { entry, issuer, originNode, body }: Pick<StatementRecord, 'entry' | 'issuer' | 'originNode' | 'body'>,
    knownAt: Instant,
  ): { readonly lists: readonly string[]; readonly until: Instant } | undefined => {
    if (body.credentialStatus === undefined) return undefined;
    const named = readStatusEntries(body.credentialStatus as JsonValue).entries.map(({ list }) => list);
    if (originNode === keeping.node) {
      return { lists: named.filter((list) => isOwn(list, issuer)), until: knownAt };
    }
    const log = wholeLogs().find(({ origin }) => origin === originNode);
    if (log === undefined || log.isInDoubt(entry)) return undefined;
    const { origin } = new URL(log.url);
    return { lists: named.filter((list) => URL.parse(list)?.origin === origin), until: parseInstant(log.until) };
  };
}

const PURPOSES = ['revocation', 'suspension'] as const;

/** The number of a list in its address; 0, which none has, where there is none. */
function numberIn(address: string): number {
  const [, number = '0'] = /\/(\d{1,9})\/[a-z]+$/.exec(address) ?? [];
  return Number(number);
}
