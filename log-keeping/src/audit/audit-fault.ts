// SPDX-License-Identifier: Apache-2.0
import { LogError } from '@touchstone/transparency-log';
import { LogKeepingError } from '../log-keeping-error.ts';
import type { MapFault } from '../replay/map-replay.ts';

/** The first thing that is not as it must be. */
export interface AuditFault {
  /** A path of the log, a leaf, or a checkpoint. */
  readonly at: string;
  readonly what: string;
  /** What would be right. */
  readonly right: string;
  readonly map?: MapFault;
}

/** Ends an audit: what the log signed and what it has do not fit each other. */
export class Contradiction extends Error {
  readonly fault: AuditFault;
  constructor(fault: AuditFault) {
    super(fault.what);
    this.fault = fault;
  }
}

/** The error that ends an audit at one place. */
export function contradiction(at: string, what: string, right: string): Contradiction {
  return new Contradiction({ at, what, right });
}

/** A false or missing root of the map. */
export function mapContradiction(map: MapFault): Contradiction {
  const right =
    map.replayed === undefined ? 'a root of the map over all leaves before it, by the known rule' : map.replayed;
  return new Contradiction({ at: `entry ${map.leaf}`, what: map.detail, right, map });
}

/** What an error says about the log; undefined for what only kept the audit from being made. */
export function faultOf(error: unknown): AuditFault | undefined {
  if (error instanceof Contradiction) return error.fault;
  if (error instanceof LogError) {
    return { at: error.at || 'the log', what: error.message, right: 'what C2SP tlog-tiles has there' };
  }
  return error instanceof LogKeepingError && error.code === 'CORRUPT'
    ? { at: error.at || 'the log', what: error.message, right: 'what the checkpoint promises' }
    : undefined;
}

/** Whether what ended an audit is only that a file is not there. */
export function isAbsence(error: unknown): boolean {
  return error instanceof LogError && error.code === 'MISSING_TILE';
}
