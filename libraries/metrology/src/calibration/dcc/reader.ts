// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../../metrology-error.ts';
import { type CanonicalBudget, canonicalBudget } from '../xml/canonicalise.ts';
import { positionsIn, type XmlElement } from '../xml/xml-node.ts';

/** What a reading passed over or changed. Closed, so that callers can switch over it. */
export type DccNoteCode =
  /** An element or attribute that the model does not have; what it says is not in the reading. */
  | 'UNREAD'
  /** 1.2E3 was read as 1200: which of its zeros are digits of the measurement is no longer seen. */
  | 'DIGITS_PADDED'
  /** A day was given with an offset from UTC, which a calendar day does not have. */
  | 'OFFSET_DROPPED'
  /** An uncertainty below 0, a coverage factor that is not above 0, or a probability that is none: read as it stands. */
  | 'CANNOT_BE'
  /** More was passed over than is named. */
  | 'MORE';

/** One note with its place. */
export interface DccNote {
  readonly code: DccNoteCode;
  readonly element: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** Notes named of one document; whoever has more begins with these. */
export const NOTES_MAX = 500;

/** The state of one reading: the text, where its places are, and what was passed over. */
export interface Reader {
  readonly text: string;
  /** For all foreign XML that is kept as it stands. */
  readonly budget: CanonicalBudget;
  readonly position: ReturnType<typeof positionsIn>;
  readonly notes: DccNote[];
}

/** Begins to read a text. */
export function startReading(text: string): Reader {
  return { text, budget: canonicalBudget(), position: positionsIn(text), notes: [] };
}

/** Path of an element from the root, by local names. */
function pathOf(element: XmlElement): string {
  const names: string[] = [];
  for (let at: XmlElement | undefined = element; at !== undefined; at = at.parent) names.unshift(at.local);
  return names.join('/');
}

/** Names what the reading does not carry. */
export function note(reader: Reader, code: DccNoteCode, element: XmlElement, message: string): void {
  if (reader.notes.length > NOTES_MAX) return;
  const isLast = reader.notes.length === NOTES_MAX;
  reader.notes.push({
    code: isLast ? 'MORE' : code,
    element: pathOf(element),
    ...reader.position(element.at),
    message: isLast ? `more than ${NOTES_MAX} notes; the others are not named` : message,
  });
}

/** Refuses a document at one element: says where and what would be right. */
export function refuse(reader: Reader, element: XmlElement, right: string): never {
  const { line, column } = reader.position(element.at);
  const path = pathOf(element);
  throw new MetrologyError('BAD_DCC', `line ${line}, column ${column}, ${path}: ${right}`, {
    line,
    column,
    element: path,
  });
}
