// SPDX-License-Identifier: Apache-2.0
import { encodeHex } from '@touchstone/identifiers';
import { readLeaf, type Sha256, thingKey } from '@touchstone/statements';

type Named = Readonly<Record<'issuer' | 'id', string>>;

/** Which statements the leaves may be about that a node does not open, so that nothing is known of what became of them. */
export interface Doubts<Leaf = number> {
  /** Unopened leaves under the thing of this statement: each may be a change of its status, or itself. */
  leavesAbout(statement: Named): readonly Leaf[];
  /** Whether there is such a leaf. */
  isInDoubt(statement: Named): boolean;
  /** Whether an unopened leaf stands under a party of this statement: another of the same sort may have taken its place. */
  mayBeReplaced(statement: Named): boolean;
  /** Things of which neither the statement nor a change is opened. */
  readonly hiddenPairs: number;
}

const HALF = 32;

/**
 * Collects leaves by the halves of their subject keys, party and thing (decision record 0032). That a node says of a
 * leaf that it was erased opens nothing, signed or not: it is held to be no more than silence.
 */
export function openDoubts<Leaf = number>(sha256: Sha256) {
  const parties = new Set<string>();
  const things = new Map<string, Leaf[]>();
  const opened = new Map<string, { readonly parties: readonly string[]; readonly things: readonly string[] }>();
  const leavesAbout = (statement: Named): readonly Leaf[] => {
    const key = nameOf(statement);
    // A person's thing is blinded in the leaf itself; in plain a change may stand that named its issuer only.
    const plain = encodeHex(thingKey(sha256, key));
    const all = new Set([plain, ...(opened.get(key)?.things ?? [])]);
    return [...new Set([...all].flatMap((thing) => things.get(thing) ?? []))];
  };
  return {
    addUnopened(entry: Uint8Array, leaf: Leaf): void {
      const halves = halvesOf(entry);
      for (const party of halves.parties) parties.add(party);
      for (const thing of new Set(halves.things)) things.set(thing, [...(things.get(thing) ?? []), leaf]);
    },
    addOpened(entry: Uint8Array, statement: Named): void {
      opened.set(nameOf(statement), halvesOf(entry));
    },
    leavesAbout,
    isInDoubt: (statement: Named): boolean => leavesAbout(statement).length > 0,
    mayBeReplaced: (statement: Named): boolean =>
      (opened.get(nameOf(statement))?.parties ?? []).some((party) => parties.has(party)),
    get hiddenPairs(): number {
      return [...things.values()].filter(({ length }) => length > 1).length;
    },
  };
}

function halvesOf(entry: Uint8Array): { readonly parties: readonly string[]; readonly things: readonly string[] } {
  const leaf = readLeaf(entry);
  const keys = leaf?.type === 'statement' ? leaf.subjectKeys : [];
  return {
    parties: keys.map((key) => encodeHex(key.subarray(0, HALF))),
    things: keys.map((key) => encodeHex(key.subarray(HALF))),
  };
}

/** As `statementKey()`, of names that a register shows and nobody has read as a DID. */
function nameOf({ issuer, id }: Named): string {
  return `${issuer} ${id}`;
}
