// SPDX-License-Identifier: Apache-2.0
import { decodeBase64, encodeBase64 } from '../base64.ts';
import { LogError } from '../log-error.ts';
import { parseSize } from '../tree-size.ts';
import type { AddEntriesHeader } from './add-entries.ts';
import { PACKAGES_PER_REQUEST_MAX } from './entry-package.ts';
import { TILE_WIDTH } from '../tiles/tile.ts';

/** How far a mirror is with a log. */
export interface MirrorProgress {
  /** The sizes of checkpoints, signed by the log, that uploads may be for: the pending one last; none yet when empty. */
  readonly pendingSizes: readonly number[];
  /** The size of the checkpoint that the mirror serves. */
  readonly mirrorSize: number;
  /** The first entry that is neither in the log nor pending. */
  readonly nextEntry: number;
  readonly ticket?: Uint8Array;
}

/** What a mirror says of its progress with statuses 202 and 409. */
export interface MirrorInfo {
  readonly size: number;
  readonly nextEntry: number;
  readonly ticket: Uint8Array;
}

/** An answer over HTTP. */
export interface MirrorAnswer {
  readonly status: 202 | 400 | 404 | 409 | 422;
  readonly contentType: string;
  readonly body: string;
}

// More entries than one request carries would be sent for nothing.
const EXCESS_ENTRIES_MAX = PACKAGES_PER_REQUEST_MAX * TILE_WIDTH;

/**
 * The refusal of an upload by its head alone, or undefined when the packages are to be read.
 * C2SP tlog-mirror, add-entries, Processing. `progress` is undefined for an origin that the mirror does not know.
 */
export function refuseUpload(header: AddEntriesHeader, progress: MirrorProgress | undefined): MirrorAnswer | undefined {
  if (progress === undefined) {
    return text(404, 'this mirror does not know the log');
  }
  const { pendingSizes, mirrorSize, nextEntry } = progress;
  if (pendingSizes.length === 0) {
    return text(422, 'no checkpoint of the log is pending');
  }
  const { uploadStart, uploadEnd } = header;
  const isGood = uploadEnd === mirrorSize || (uploadEnd > mirrorSize && pendingSizes.includes(uploadEnd));
  const excess = Math.min(uploadEnd, nextEntry) - uploadStart;
  return isGood && uploadStart <= nextEntry && excess <= EXCESS_ENTRIES_MAX
    ? undefined
    : progressAnswer(409, header, progress);
}

/** How an upload ends that brought some of its packages (202), the wrong ones (422) or none (400). */
export function answerPartialUpload(
  end: 'some' | 'unproved' | 'none',
  header: AddEntriesHeader,
  progress: MirrorProgress,
): MirrorAnswer {
  switch (end) {
    case 'some':
      return progressAnswer(202, header, progress);
    case 'unproved':
      return text(422, 'the entries of a package are not those of the checkpoint');
    case 'none':
      return text(400, 'the upload ended before its first package did');
  }
}

/** size LF next entry LF base64(ticket) LF. C2SP tlog-mirror, add-entries, Processing. */
export function formatMirrorInfo({ size, nextEntry, ticket }: MirrorInfo): string {
  return `${size}\n${nextEntry}\n${encodeBase64(ticket)}\n`;
}

/** The progress that a mirror tells a client of. BAD_REQUEST, BAD_SIZE, TOO_LARGE, NOT_CANONICAL. */
export function parseMirrorInfo(body: string): MirrorInfo {
  const [size = '', nextEntry = '', ticket = '', last, ...more] = body.split('\n');
  if (last !== '' || more.length > 0 || ticket.length > 87_384) {
    throw new LogError('BAD_REQUEST', 'the progress of a mirror has three lines: size, next entry, ticket');
  }
  return {
    size: parseSize(size, 'line 1'),
    nextEntry: parseSize(nextEntry, 'line 2'),
    ticket: decodeBase64(ticket, 'line 3'),
  };
}

function progressAnswer(status: 202 | 409, { uploadEnd }: AddEntriesHeader, progress: MirrorProgress): MirrorAnswer {
  const { pendingSizes, mirrorSize, nextEntry, ticket = new Uint8Array(0) } = progress;
  const isStillGood = uploadEnd === mirrorSize || (uploadEnd > mirrorSize && pendingSizes.includes(uploadEnd));
  const size = isStillGood ? uploadEnd : (pendingSizes.at(-1) as number);
  return { status, contentType: 'text/x.tlog.mirror-info', body: formatMirrorInfo({ size, nextEntry, ticket }) };
}

function text(status: 400 | 404 | 422, message: string): MirrorAnswer {
  return { status, contentType: 'text/plain; charset=utf-8', body: `${message}\n` };
}
