// SPDX-License-Identifier: Apache-2.0
import type { LogAtHand } from '@touchstone/evidence/completeness';
import type { MapPlace } from '@touchstone/log-keeping/appender';
import type { LogStore } from '@touchstone/log-keeping/storage';
import type { NoteSigner } from '@touchstone/transparency-log';

/** Where the files of the log are served: those of a log with a year in its name below that year. */
export const LOG_PREFIX = '/log';

/** A map on disk that can be closed. */
export interface OpenedMap {
  readonly place: MapPlace;
  /** A state of it that can be read while it goes on; throws where that is gone or to come. */
  stateCovering(covers: number): LogAtHand['map'];
  close(): Promise<void>;
}

/** Where one log is kept, and who signs it. */
export interface LogPlace {
  readonly origin: string;
  /** Signs checkpoints and promises; an Ed25519 key whose name is the origin. */
  readonly signer: NoteSigner;
  /** Opens the store as its one writer; LOCKED while another process is. */
  openStore(): Promise<LogStore>;
  openMap(): Promise<OpenedMap>;
  /** Throws the map away: it is made anew from the leaves. */
  discardMap(): Promise<void>;
}
