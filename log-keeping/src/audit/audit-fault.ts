// SPDX-License-Identifier: Apache-2.0
import { LogError } from '@touchstone/transparency-log';
import { LogKeepingError } from '../log-keeping-error.ts';
import type { MapFault } from '../replay/map-replay.ts';

/**
 * What a fault proves against the log. `signed`: what it signed contradicts itself, which whoever has its key can verify
 * from the same files. `served`: the log itself serves, at its own address, what does not make the tree that it signed;
 * only this audit saw that. `nothing`: bytes of a copy are not those of the signed tree, or are not there, and whoever keeps
 * or carries the copy may have changed them.
 */
export type AuditProof = 'signed' | 'served' | 'nothing';

/** The first thing that is not as it must be. */
export interface AuditFault {
  /** A path of the log, a leaf, or a checkpoint. */
  readonly at: string;
  readonly what: string;
  /** What would be right. */
  readonly right: string;
  readonly proof: AuditProof;
  readonly map?: MapFault;
}

type Found = Omit<AuditFault, 'proof'>;

/** Ends an audit: something that the log signed contradicts something else that it signed. */
export class Contradiction extends Error {
  readonly fault: Found;
  constructor(fault: Found) {
    super(fault.what);
    this.fault = fault;
  }
}

/** Ends an audit: the bytes at hand are not those of the tree that the log signed. */
export class Damage extends Error {
  readonly fault: Found;
  constructor(fault: Found) {
    super(fault.what);
    this.fault = fault;
  }
}

/** The error that ends an audit at one place, by what the log signed. */
export function contradiction(at: string, what: string, right: string): Contradiction {
  return new Contradiction({ at, what, right });
}

/** The error that ends an audit at one place, by what was read. */
export function damage(at: string, what: string, right: string): Damage {
  return new Damage({ at, what, right });
}

/** A false or missing root of the map, in leaves that the log has signed. */
export function mapContradiction(map: MapFault): Contradiction {
  const right =
    map.replayed === undefined ? 'a root of the map over all leaves before it, by the known rule' : map.replayed;
  return new Contradiction({ at: `entry ${map.leaf}`, what: map.detail, right, map });
}

/** How an audit ended, and by what. */
export interface AuditEnd {
  readonly outcome: 'contradicted' | 'damaged' | 'incomplete';
  readonly fault: AuditFault;
}

/**
 * What an error says; undefined for what only kept the audit from being made. What the log itself serves at its own address
 * is its own word: elsewhere the same bytes charge nobody. A file that is not there charges nobody anywhere.
 */
export function endOf(error: unknown, isOwnAddress: boolean): AuditEnd | undefined {
  if (error instanceof Contradiction) return { outcome: 'contradicted', fault: { ...error.fault, proof: 'signed' } };
  const found = damageOf(error);
  if (found === undefined) return undefined;
  if (isAbsence(error)) return { outcome: 'incomplete', fault: { ...found, proof: 'nothing' } };
  return isOwnAddress
    ? { outcome: 'contradicted', fault: { ...found, proof: 'served' } }
    : { outcome: 'damaged', fault: { ...found, proof: 'nothing' } };
}

function damageOf(error: unknown): Found | undefined {
  if (error instanceof Damage) return error.fault;
  if (error instanceof LogError) {
    return { at: error.at || 'the log', what: error.message, right: 'what C2SP tlog-tiles has there' };
  }
  return error instanceof LogKeepingError && error.code === 'CORRUPT'
    ? { at: error.at || 'the log', what: error.message, right: 'what the checkpoint promises' }
    : undefined;
}

function isAbsence(error: unknown): boolean {
  return error instanceof LogError && error.code === 'MISSING_TILE';
}
