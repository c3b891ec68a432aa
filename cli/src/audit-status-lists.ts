// SPDX-License-Identifier: Apache-2.0
import {
  type DerivedPurpose,
  deriveStatusList,
  isFinalStatus,
  type JsonObject,
  parseStrictJson,
  readStatusEntries,
  readStatusList,
  type StatusChange,
  type StatusEntry,
  type StatusListSnapshot,
  statusAt,
} from '@touchstone/credentials/formats';
import { compareInstants, type Instant, parseInstant } from '@touchstone/identifiers';
import { getJson } from '@touchstone/log-keeping/follow';
import type { AuditedNode, NodeAudit, NodeDifference } from './node-audit.ts';
import type { OpenedLog, OpenedStatement } from './opened-log.ts';

/** A statement that says where in a list its status stands. */
interface Placed extends StatusEntry {
  readonly by: OpenedStatement;
}

const DIFFERENCES_MAX = 100;

/**
 * Derives every status list that statements of the log name from the changes of status in it, for the moment of the
 * list's own validFrom, and compares all bits. W3C Bitstring Status List 1.0, 3.2. Lists elsewhere than at the node are
 * not fetched, as a hostile statement could name any address: they are given as files.
 */
export async function compareStatusLists(
  audited: Pick<AuditedNode, 'node' | 'statusLists'>,
  log: OpenedLog,
): Promise<Pick<NodeAudit, 'lists' | 'bits' | 'unseen' | 'differences'>> {
  if (log.earlier !== undefined) {
    const why = `unknown: a list counts what ${log.earlier} has too, which is not at hand: give --predecessor`;
    return { lists: 0, bits: 0, unseen: [`status lists: ${why}`], differences: [] };
  }
  const placed = Map.groupBy(log.opened.flatMap(placesOf), ({ list }) => list);
  const given = new Map(audited.statusLists.map(({ from, text }) => [addressIn(text, from), text]));
  for (const address of given.keys()) if (!placed.has(address)) placed.set(address, []);
  const changes = changesIn(log.opened);
  const hidden = hiddenFrom(log, changes);
  const unseen: string[] = [];
  const differences: NodeDifference[] = [];
  let [lists, bits] = [0, 0];
  for (const [address, places] of placed) {
    const credential = await listAt(address, audited, given.get(address));
    const snapshot = typeof credential === 'string' ? credential : read(credential, address);
    if (typeof snapshot === 'string') {
      unseen.push(`status list ${address}: ${snapshot}`);
      continue;
    }
    lists += 1;
    bits += snapshot.bits.length * 8;
    const doubted = places.filter(({ by }) => log.doubts.isInDoubt(by.statement));
    for (const { by } of doubted) {
      const { issuer, id } = by.statement;
      unseen.push(`status list ${address}: ${issuer} ${id}: unknown: the node does not open a leaf that may change it`);
    }
    const unknown = new Set(doubted.map(({ index }) => index));
    const hiddenPairs = log.doubts.hiddenPairs;
    const { found, unexplained } = compareList(snapshot, { places, changes, hidden, hiddenPairs, unknown });
    if (unexplained > 0) {
      unseen.push(`status list ${address}: ${unexplained} bits of statements that the node does not give to everybody`);
    }
    differences.push(...found.slice(0, DIFFERENCES_MAX - differences.length));
  }
  return { lists, bits, unseen, differences };
}

function placesOf(by: OpenedStatement): readonly Placed[] {
  const { credentialStatus } = parseStrictJson(new TextEncoder().encode(by.text)) as JsonObject;
  return readStatusEntries(credentialStatus).entries.map((entry) => ({ ...entry, by }));
}

/** Changes of status that were not themselves taken back. */
function changesIn(opened: readonly OpenedStatement[]): readonly StatusChange[] {
  const stated = opened.flatMap(({ statement }) => (statement.kind === 'StatusChange' ? [statement] : []));
  const voided = new Set(stated.map(({ subject: { changes } }) => `${changes.issuer} ${changes.id}`));
  return stated
    .filter(({ issuer, id }) => !voided.has(`${issuer} ${id}`))
    .map(({ subject: { changes, status, from, reason }, validFrom }) => ({
      ...{ statement: { issuer: changes.issuer, id: changes.id }, status, reason },
      ...{ from: parseInstant(from), recordedAt: parseInstant(validFrom) },
    }));
}

async function listAt(
  address: string,
  { node }: Pick<AuditedNode, 'node'>,
  given: string | undefined,
): Promise<JsonObject | string> {
  if (given !== undefined) return JSON.parse(given) as JsonObject;
  const url = URL.parse(address);
  if (url?.origin !== node.origin) return 'it is not at the node; give it by --status-list FILE';
  const answer = await getJson(url, [404, 410]);
  return answer === undefined ? 'the node does not have it' : (answer as JsonObject);
}

function read(credential: JsonObject, url: string): StatusListSnapshot | string {
  try {
    return readStatusList(credential, { at: parseInstant(String(credential.validFrom)), url });
  } catch (error) {
    return (error as Error).message;
  }
}

interface Derivation {
  readonly places: readonly Placed[];
  readonly changes: readonly StatusChange[];
  /** Changes of statements that nobody but their owner reads: where those stand in lists is not known here. */
  readonly hidden: readonly StatusChange[];
  /** Things of which neither the statement nor its change is opened. */
  readonly hiddenPairs: number;
  /** Entries of statements whose status nobody can say while a leaf under their thing is not opened. */
  readonly unknown: ReadonlySet<number>;
}

/** Changes of statements that were not opened, where there are leaves that the node does not open to everybody. */
function hiddenFrom(
  { opened, withheld, erased }: OpenedLog,
  changes: readonly StatusChange[],
): readonly StatusChange[] {
  if (withheld + erased === 0) return [];
  const known = new Set(opened.map(({ statement }) => `${statement.issuer} ${statement.id}`));
  return changes.filter(({ statement }) => !known.has(`${statement.issuer} ${statement.id}`));
}

/** How many statements of an issuer that are not open to everybody a list may show as changed at a moment. */
function countHidden(
  hidden: readonly StatusChange[],
  { issuer, purpose, at }: { readonly issuer: string; readonly purpose: DerivedPurpose; readonly at: Instant },
): number {
  const known = hidden.filter(({ statement, recordedAt }) => statement.issuer === issuer && isKnown(recordedAt, at));
  const states = [...Map.groupBy(known, ({ statement }) => statement.id).values()].map((of) => statusAt(of, at).status);
  return states.filter((status) => (purpose === 'suspension' ? status === 'suspended' : isFinalStatus(status))).length;
}

function compareList(
  { url, issuer, purposes, bits, takenAt }: StatusListSnapshot,
  { places, changes, hidden, hiddenPairs, unknown }: Derivation,
): { readonly found: readonly NodeDifference[]; readonly unexplained: number } {
  const of = purposes.filter((each): each is DerivedPurpose => each === 'revocation' || each === 'suspension');
  const [purpose] = of;
  const entries = bits.length * 8;
  // A list of anything but one restriction, one bit an entry, says nothing that changes of status could say.
  if (purpose === undefined || of.length > 1 || places.some(({ size }) => size !== 1))
    return { found: [], unexplained: 0 };
  const own = places.filter((each) => each.purpose === purpose && each.index < entries);
  const right = deriveStatusList({
    ...{ purpose, entries, at: takenAt },
    places: own.map(({ index, by }) => ({ index, statement: by.statement })),
    changes: changes.filter(({ recordedAt }) => isKnown(recordedAt, takenAt)),
  });
  const byIndex = new Map(own.map((each) => [each.index, each.by]));
  const found: NodeDifference[] = [];
  const mayBeHidden = hiddenPairs + countHidden(hidden, { issuer, purpose, at: takenAt });
  let unexplained = 0;
  for (let index = 0; index < entries && found.length < DIFFERENCES_MAX; index += 1) {
    const [is, wanted] = [bitAt(bits, index), bitAt(right, index)];
    if (is === wanted || unknown.has(index)) continue;
    const statement = byIndex.get(index)?.statement;
    if (statement === undefined && unexplained < mayBeHidden) {
      unexplained += 1;
      continue;
    }
    const whose = statement === undefined ? 'no statement of the log' : `${statement.issuer} ${statement.id}`;
    found.push({
      ...{ what: 'status-list', who: `${url} of ${issuer} as of ${takenAt}, entry ${index}, ${whose}` },
      ...{ is: `bit ${is}`, right: `bit ${wanted}, by the changes of status in the log` },
    });
  }
  return { found, unexplained };
}

function isKnown(recordedAt: Instant, at: Instant): boolean {
  return compareInstants(recordedAt, at) <= 0;
}

function bitAt(bits: Uint8Array, index: number): number {
  return ((bits[index >>> 3] as number) >>> (7 - (index & 7))) & 1;
}

function addressIn(text: string, from: string): string {
  const { id } = parseStrictJson(new TextEncoder().encode(text)) as JsonObject;
  return typeof id === 'string' ? id : from;
}
