// SPDX-License-Identifier: Apache-2.0
import { decodeHashLine, encodeBase64 } from '../base64.ts';
import { LogError } from '../log-error.ts';
import type { LogSuite } from '../log-suite.ts';
import { sameBytes } from '../merkle/hashing.ts';
import { parseSize, requireSize } from '../tree-size.ts';
import type { NoteKey } from './note-key.ts';
import { openNote } from './open-note.ts';

const HEADER = 'touchstone/erasure/v1';

/** Of which leaf of which log nobody opens the content any more, and by whose decision. It has no word of the content. */
export interface Erasure {
  readonly origin: string;
  readonly index: number;
  readonly leafHash: Uint8Array;
  /** The day of the decision, YYYY-MM-DD; no instant, by which it could be laid beside other events. */
  readonly day: string;
  /** By whose decision: a role and no name, such as two-people-of-the-issuer. */
  readonly by: string;
  /** Why, in the word of a list, such as person-request. */
  readonly ground: string;
  /** The article under which it was decided, as the log's keeper has it. */
  readonly article: string;
}

/** Which leaf a note must be about, and whose signature counts. */
export interface ErasedLeaf extends Pick<Erasure, 'origin' | 'index' | 'leafHash'> {
  readonly keys: readonly NoteKey[];
}

/** A note that was held against the leaf. */
export type OpenedErasure =
  | { readonly outcome: 'accepted'; readonly erasure: Erasure }
  | { readonly outcome: 'rejected'; readonly detail: string };

const WORD = /^[a-z][a-z0-9-]{0,63}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const ARTICLE = /^[^\p{Cc}\p{Zl}\p{Zp}]{1,300}$/u;

/**
 * erasure = "touchstone/erasure/v1" LF origin LF index LF leaf hash LF day LF by LF ground LF article LF, signed as a note
 * by the log itself; C2SP signed-note v1.0.0. Its second line is a name and its third no hash, so that it is never read
 * as a checkpoint. Decision record 0061. BAD_NOTE for a member that has no place in a
 * line, BAD_SIZE for the index.
 */
export function erasureText({ origin, index, leafHash, day, by, ground, article }: Erasure): string {
  if (!isWorded({ day, by, ground, article })) {
    throw new LogError('BAD_NOTE', 'an erasure has a day, a word for by and ground, and an article in one line');
  }
  return `${[HEADER, origin, String(requireSize(index)), encodeBase64(leafHash), day, by, ground, article].join('\n')}\n`;
}

/** The erasure in a note, when it is of this very leaf and the log has signed it. Never throws: notes are strangers' texts. */
export function openErasure(suite: LogSuite, note: string | Uint8Array, leaf: ErasedLeaf): OpenedErasure {
  try {
    const opened = openNote(suite, note, leaf.keys);
    if (opened.outcome === 'rejected') return rejected(opened.detail);
    const [header, origin = '', index = '', hash = '', day = '', by = '', ground = '', article = '', ...rest] =
      opened.text.split('\n');
    const isShaped = header === HEADER && rest.length === 1 && rest[0] === '';
    if (!isShaped || !isWorded({ day, by, ground, article })) return rejected(`it is no ${HEADER}`);
    const erasure = { origin, index: parseSize(index), leafHash: decodeHashLine(hash), day, by, ground, article };
    const isOfLeaf =
      origin === leaf.origin && erasure.index === leaf.index && sameBytes(erasure.leafHash, leaf.leafHash);
    return isOfLeaf ? { outcome: 'accepted', erasure } : rejected('it is of another leaf, or of another log');
  } catch (error) {
    if (!(error instanceof LogError)) throw error;
    return rejected(error.message);
  }
}

function isWorded({ day, by, ground, article }: Pick<Erasure, 'day' | 'by' | 'ground' | 'article'>): boolean {
  return DAY.test(day) && WORD.test(by) && WORD.test(ground) && ARTICLE.test(article);
}

function rejected(detail: string): OpenedErasure {
  return { outcome: 'rejected', detail };
}
