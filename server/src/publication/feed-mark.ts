// SPDX-License-Identifier: Apache-2.0
import { PublicationError } from './publication-error.ts';

/** How far the log has come: every statement up to a position, or of the statement at it the first so many leaves. */
export interface Mark {
  readonly position: number;
  /** 0 when the statement at the position is in the log as a whole. */
  readonly parts: number;
}

/** mark = position ["/" parts]: what the log keeps with an entry. */
export function formatMark({ position, parts }: Mark): string {
  return parts === 0 ? String(position) : `${position}/${parts}`;
}

/** The mark behind a log's note of it; at the beginning of a log there is none. Throws BAD_MARK. */
export function parseMark(text: string | undefined): Mark {
  if (text === undefined) return { position: 0, parts: 0 };
  const match = /^(\d{1,15})(?:\/(\d{1,9}))?$/.exec(text);
  if (match === null) {
    throw new PublicationError(
      'BAD_MARK',
      `the log was fed by another program: it covers "${text}", which is no position`,
    );
  }
  return { position: Number(match[1]), parts: Number(match[2] ?? 0) };
}
