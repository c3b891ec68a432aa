// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { encodeLeaf, mapFnId, mapKeysOf, subjectKey, subjectListEntry } from '@touchstone/statements';
import { appendLeafHashes, EMPTY_RANGE, hashLeaf, rootOfRange } from '@touchstone/transparency-log';
import { encodeSubjectValue, mapRootOf, sortEntries } from '@touchstone/transparency-log/map';
import { nodeLogSuite as suite } from '@touchstone/transparency-log/node';
import { ScriptedLog } from './scripted-log.ts';

const sha256 = (message: Uint8Array) => suite.sha256(message);

/** A leaf about a party and one of its things, with a commitment that its number gives. */
export function leafAbout(party: string, number: number): Uint8Array {
  const key = subjectKey(sha256, { party, thing: `did:web:authority.example urn:uuid:${number}` });
  const commitment = new Uint8Array(createHash('sha256').update(`${party} ${number}`).digest());
  return encodeLeaf({ type: 'statement', subjectKeys: [key], commitment });
}

/** What a test makes of the keys under which the map has a leaf. */
export type KeysOf = (entry: Uint8Array, index: number) => readonly Uint8Array[];

/** A scripted log that closes its trees with the root of a map, which is the honest one unless a test has it otherwise. */
export class MappedLog extends ScriptedLog {
  override fork(): MappedLog {
    const fork = new MappedLog(this.origin, this.signer);
    for (const [path, bytes] of this.files) fork.files.set(path, bytes);
    fork.entries.push(...this.entries);
    fork.state = this.state;
    return fork;
  }

  /** The root of the map, made slowly from all leaves. */
  mapRoot(
    keysOf: KeysOf = mapKeysOf,
    more: readonly { readonly key: Uint8Array; readonly value: Uint8Array }[] = [],
  ): Uint8Array {
    const rows = new Map<string, { readonly key: Uint8Array; readonly rows: Uint8Array[] }>();
    for (const [index, entry] of this.entries.entries()) {
      for (const key of keysOf(entry, index)) {
        const list = rows.get(key.join()) ?? { key, rows: [] };
        list.rows.push(hashLeaf(suite, subjectListEntry(index, hashLeaf(suite, entry))));
        rows.set(key.join(), list);
      }
    }
    const entries = [...rows.values()].map(({ key, rows: list }) => {
      const root = rootOfRange(suite, appendLeafHashes(suite, EMPTY_RANGE, list));
      return { key, value: encodeSubjectValue({ count: list.length, root }) };
    });
    return mapRootOf(suite, sortEntries([...entries, ...more]));
  }

  /** Appends leaves, closes the tree with a map root, and shows the checkpoint. */
  async publish(
    leaves: readonly Uint8Array[],
    root: (log: MappedLog) => Uint8Array = (log) => log.mapRoot(),
  ): Promise<string> {
    this.append(...leaves);
    this.append(encodeLeaf({ type: 'index-root', mapRoot: root(this), size: this.size, mapFnId: mapFnId(sha256) }));
    return this.checkpoint();
  }
}
