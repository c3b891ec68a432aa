// SPDX-License-Identifier: Apache-2.0
import { readLeaf, thingKey } from '@touchstone/statements';
import { nodeLogSuite as suite } from '@touchstone/transparency-log/node';

type Named = Readonly<Record<'issuer' | 'id', string>>;

/** Which statements the leaves may be about that a node does not open, so that nothing is known of what became of them. */
export interface Doubts {
  /** Whether an unopened leaf stands under the thing of this statement: a change of its status, or itself. */
  isInDoubt(statement: Named): boolean;
  /** Whether an unopened leaf stands under a party of this statement: another of the same sort may have taken its place. */
  mayBeReplaced(statement: Named): boolean;
  /** Things of which neither the statement nor a change is opened. */
  readonly hiddenPairs: number;
}

const HALF = 32;

/**
 * Collects leaves by the halves of their subject keys, party and thing (decision record 0032). That a node says of a
 * leaf that it was erased is nobody's signed word, and is held to be no more than silence.
 */
export function openDoubts() {
  const unopened = { parties: new Set<string>(), things: new Map<string, number>() };
  const opened = new Map<string, { readonly parties: readonly string[]; readonly things: readonly string[] }>();
  return {
    addUnopened(entry: Uint8Array): void {
      const { parties, things } = halvesOf(entry);
      for (const party of parties) unopened.parties.add(party);
      for (const thing of new Set(things)) unopened.things.set(thing, (unopened.things.get(thing) ?? 0) + 1);
    },
    addOpened(entry: Uint8Array, statement: Named): void {
      opened.set(nameOf(statement), halvesOf(entry));
    },
    isInDoubt(statement: Named): boolean {
      const key = nameOf(statement);
      // A person's thing is blinded in the leaf itself; in plain a change may stand that named its issuer only.
      const plain = hex(thingKey((message) => suite.sha256(message), key));
      return [plain, ...(opened.get(key)?.things ?? [])].some((thing) => unopened.things.has(thing));
    },
    mayBeReplaced(statement: Named): boolean {
      return (opened.get(nameOf(statement))?.parties ?? []).some((party) => unopened.parties.has(party));
    },
    get hiddenPairs(): number {
      return [...unopened.things.values()].filter((count) => count > 1).length;
    },
  };
}

function halvesOf(entry: Uint8Array): { readonly parties: readonly string[]; readonly things: readonly string[] } {
  const leaf = readLeaf(entry);
  const keys = leaf?.type === 'statement' ? leaf.subjectKeys : [];
  return {
    parties: keys.map((key) => hex(key.subarray(0, HALF))),
    things: keys.map((key) => hex(key.subarray(HALF))),
  };
}

/** As `statementKey()`, of names that a register shows and nobody has read as a DID. */
function nameOf({ issuer, id }: Named): string {
  return `${issuer} ${id}`;
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
