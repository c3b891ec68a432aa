// SPDX-License-Identifier: Apache-2.0
import { type JsonObject, statementDigest } from '@touchstone/credentials/formats';
import { nodeSuite } from '@touchstone/credentials/node';
import type { Digest } from '@touchstone/identifiers';
import {
  type BodyParts,
  commitmentOf,
  composeBody,
  encodeLeaf,
  type Leaf,
  mapFnId,
  mapKeysOf,
  parseStatement,
  type SecretOf,
  type Statement,
  type StatementKind,
  type Subjects,
  statementLeaves,
  subjectKeysOf,
  subjectListEntry,
  subjectsOf,
} from '@touchstone/statements';
import {
  appendLeafHashes,
  bundlePath,
  EMPTY_LOG,
  EMPTY_RANGE,
  formatCheckpoint,
  hashLeaf,
  integrate,
  type LogReader,
  type NoteSigner,
  rootOfRange,
  signNote,
  tilePath,
} from '@touchstone/transparency-log';
import {
  createMemoryNodeStore,
  emptyMap,
  encodeSubjectValue,
  MapBatch,
  type MapRoot,
} from '@touchstone/transparency-log/map';
import { nodeNoteKey, nodeLogSuite as suite } from '@touchstone/transparency-log/node';
import type { LeafDisclosure } from '../completeness/completeness-file.ts';
import type { StatementCheck } from '../completeness/open-leaves.ts';

const sha256 = (message: Uint8Array) => suite.sha256(message);

/** A signer for tests, its seed 32 times the number. */
export function testSigner(name: string, number: number, type: 'ed25519' | 'ed25519-cosignature'): NoteSigner {
  return nodeNoteKey({ name, type, seed: new Uint8Array(32).fill(number) }).signer;
}

/** A statement as text, not signed, and what it says. */
export interface Unsigned {
  readonly text: string;
  readonly statement: Statement;
  readonly digest: Digest;
}

/** Makes a statement of a kind; its number is in its id. */
export function unsigned<K extends StatementKind>(
  kind: K,
  {
    number,
    issuer,
    subject,
  }: { readonly number: number; readonly issuer: string; readonly subject: BodyParts<K>['subject'] },
): Unsigned {
  const uuid = `01990000-0000-7000-8000-${String(number).padStart(12, '0')}`;
  const body = composeBody(kind, { uuid, issuer, validFrom: '2026-01-02T00:00:00Z', subject });
  return {
    text: JSON.stringify(body),
    statement: parseStatement(body),
    digest: statementDigest(body as JsonObject, nodeSuite),
  };
}

/** Believes every text that reads as a statement. */
export function believe(text: string): StatementCheck {
  try {
    const body = JSON.parse(text) as JsonObject;
    return { outcome: 'accepted', statement: parseStatement(body), digest: statementDigest(body, nodeSuite) };
  } catch (error) {
    return { outcome: 'rejected', reason: { code: 'NOT_A_STATEMENT', detail: (error as Error).message } };
  }
}

/** A log in memory with its map, honest or, leaf by leaf, not. */
export class LoggedStatements {
  readonly origin: string;
  readonly signer: NoteSigner;
  readonly entries: Uint8Array[] = [];
  readonly openings = new Map<number, LeafDisclosure>();
  readonly #files = new Map<string, Uint8Array>();
  readonly store = createMemoryNodeStore();

  constructor(origin: string, number = 1) {
    this.origin = origin;
    this.signer = testSigner(origin, number, 'ed25519');
  }

  /** Logs a statement under its subjects, or under those given; the index of its first leaf. */
  add(held: Unsigned, more: { target?: Subjects; subjects?: Subjects; secretOf?: SecretOf } = {}): number {
    const index = this.entries.length;
    const salt = sha256(Uint8Array.of(index, this.origin.length));
    const subjects = more.subjects ?? subjectsOf(held.statement, more.target);
    for (const leaf of statementLeaves(
      subjectKeysOf(sha256, subjects, more.secretOf),
      commitmentOf(sha256, salt, held.digest),
    )) {
      this.openings.set(this.entries.length, { statement: held.text, salt });
      this.entries.push(encodeLeaf(leaf));
    }
    return index;
  }

  addLeaf(leaf: Leaf): void {
    this.entries.push(encodeLeaf(leaf));
  }

  /** The map over the leaves so far, as the rule has it, or with what a test makes of the keys of a leaf. */
  map(keysOf: (entry: Uint8Array, index: number) => readonly Uint8Array[] = mapKeysOf): MapRoot {
    const lists = new Map<string, { readonly key: Uint8Array; readonly rows: Uint8Array[] }>();
    for (const [index, entry] of this.entries.entries()) {
      for (const key of keysOf(entry, index)) {
        const list = lists.get(key.join()) ?? { key, rows: [] };
        list.rows.push(hashLeaf(suite, subjectListEntry(index, hashLeaf(suite, entry))));
        lists.set(key.join(), list);
      }
    }
    const batch = new MapBatch(suite, { source: this.store, root: emptyMap(suite) });
    for (const { key, rows } of lists.values()) {
      const root = rootOfRange(suite, appendLeafHashes(suite, EMPTY_RANGE, rows));
      batch.set({ key, value: encodeSubjectValue({ count: rows.length, root }), annex: new Uint8Array(0) });
    }
    return batch.write(this.store);
  }

  /** Closes the tree with the root of this map, or with a leaf of the test's own. */
  close(map: MapRoot, leaf: Partial<Leaf & { readonly type: 'index-root' }> = {}): void {
    const size = this.entries.length;
    this.addLeaf({ type: 'index-root', mapRoot: map.hash, size, mapFnId: mapFnId(sha256), ...leaf });
  }

  get root(): Uint8Array {
    const { state, tiles, bundles } = integrate(suite, EMPTY_LOG, this.entries);
    for (const { tile, bytes } of tiles) this.#files.set(tilePath(tile), bytes);
    for (const { bundle, bytes } of bundles) this.#files.set(bundlePath(bundle), bytes);
    return rootOfRange(suite, state.range);
  }

  /** The checkpoint of the tree, cosigned by each at its time. */
  async checkpoint(cosigners: readonly { readonly signer: NoteSigner; readonly time: number }[] = []): Promise<string> {
    const text = formatCheckpoint({ origin: this.origin, size: this.entries.length, root: this.root });
    let note = await signNote(text, [this.signer]);
    for (const { signer, time } of cosigners) note += (await signNote(text, [signer], { time })).slice(text.length + 1);
    return note;
  }

  readonly read: LogReader = (path) => this.#files.get(path);
}
