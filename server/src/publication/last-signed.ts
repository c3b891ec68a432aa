// SPDX-License-Identifier: Apache-2.0
import { instantFromMilliseconds } from '@touchstone/identifiers';
import { LogError, type LogReader, type NoteKey, openNote, parseCheckpoint } from '@touchstone/transparency-log';
import { nodeLogSuite } from '@touchstone/transparency-log/node';
import type { WitnessSetting } from './log-settings.ts';

/** What a log that is not open here has signed last, as far as that can be read, and who of its witnesses has cosigned it. */
export interface LastSigned {
  readonly published?: number;
  readonly witnesses: readonly {
    readonly name: string;
    readonly url: string;
    readonly size?: number;
    readonly cosignedAt?: string;
  }[];
}

/** The checkpoint in a store that is about to be closed; undefined where there is none, or where it cannot be read. */
export async function noteIn({ readFile }: { readonly readFile: LogReader }): Promise<Uint8Array | undefined> {
  try {
    return await readFile('checkpoint');
  } catch {
    return undefined;
  }
}

/** What the checkpoint of a log says, by the log's own signature and those of its witnesses alone. */
export function lastSigned(
  note: Uint8Array | undefined,
  { key, witnesses }: { readonly key: NoteKey; readonly witnesses: readonly WitnessSetting[] },
): LastSigned {
  const keys = new Map([key, ...witnesses.map((each) => each.key)].map((each) => [nameOf(each), each]));
  const opened = note === undefined ? undefined : openedBy(note, [...keys.values()]);
  const published =
    opened?.verified.some((each) => nameOf(each.key) === nameOf(key)) === true ? opened.size : undefined;
  if (opened === undefined || published === undefined) {
    return { witnesses: witnesses.map(({ key: { name }, url }) => ({ name, url })) };
  }
  return {
    published,
    witnesses: witnesses.map((witness) => {
      const signed = opened.verified.find((each) => nameOf(each.key) === nameOf(witness.key));
      const { time = 0 } = signed ?? {};
      return {
        ...{ name: witness.key.name, url: witness.url },
        ...(signed === undefined ? {} : { size: published }),
        ...(time > 0 && time <= LAST_SECOND ? { cosignedAt: instantFromMilliseconds(time * 1_000) } : {}),
      };
    }),
  };
}

/** The last second that a calendar has: a cosigner may claim any 64 bits. */
export const LAST_SECOND = 253_402_300_799;

function nameOf({ name, id }: NoteKey): string {
  return `${name} ${id}`;
}

function openedBy(note: Uint8Array, keys: readonly NoteKey[]) {
  try {
    const opened = openNote(nodeLogSuite, note, keys);
    return opened.outcome === 'accepted' ? { ...opened, size: parseCheckpoint(opened.text).size } : undefined;
  } catch (error) {
    if (error instanceof LogError || error instanceof TypeError) return undefined;
    throw error;
  }
}
