// SPDX-License-Identifier: Apache-2.0
/** Every way in which record-keeping says that it could not do what was asked. */
export type RecordErrorCode =
  | 'BAD_CUT' // a written cut that is none
  | 'BAD_CURSOR' // a page cursor that this server did not make
  | 'BAD_INPUT' // an action's input that does not fit its schema
  | 'IDENTITY_CONFLICT' // other bytes are recorded under the same issuer and id
  | 'IDEMPOTENCY_CONFLICT' // the same key came with another request
  | 'IDEMPOTENCY_IN_PROGRESS' // the same key is being worked on now
  | 'NOT_OWNER' // the tenant may not write into this stream
  | 'UNKNOWN_STREAM' // no such stream, or none that the tenant may see
  | 'UNKNOWN_KIND' // a statement kind that this register does not record
  | 'UNKNOWN_CUT' // a cut beyond what this node has recorded
  | 'UNKNOWN_REGISTER'
  | 'UNKNOWN_DISCLOSURE' // no such personal field, or none that the tenant may erase
  | 'FOLD_NOT_READY' // the register's tables are still being built
  | 'FOLD_FAILED' // a reducer threw; following stops at this position until it is mended
  | 'BUSY' // another transaction holds what is needed, for too long; try again
  | 'BAD_REGISTER'; // a register's declaration contradicts itself

/** The one error class of record-keeping; `data` holds what offended. */
export class RecordError extends Error {
  readonly code: RecordErrorCode;
  readonly data: Readonly<Record<string, unknown>>;

  constructor(code: RecordErrorCode, message: string, data: Readonly<Record<string, unknown>> = {}, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'RecordError';
    this.code = code;
    this.data = data;
  }
}
