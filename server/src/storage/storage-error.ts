// SPDX-License-Identifier: Apache-2.0
/** Why the database cannot be lived in. */
export type StorageErrorCode =
  | 'DATABASE_TOO_NEW' // migrated by a later program
  | 'DATABASE_UNFIT' // version, encoding, collation, durability or grants that records cannot live with
  | 'MIGRATION_FAILED'; // nothing of it was kept

/** The error class of storage; its message says what an operator has to do. */
export class StorageError extends Error {
  readonly code: StorageErrorCode;
  readonly data: Readonly<Record<string, unknown>>;

  constructor(code: StorageErrorCode, message: string, data: Readonly<Record<string, unknown>> = {}, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'StorageError';
    this.code = code;
    this.data = data;
  }
}
