// SPDX-License-Identifier: Apache-2.0

export type LocalFileErrorCode = 'NOT_THERE' | 'WRONG_KIND' | 'TOO_LARGE' | 'TOO_MANY' | 'UNREADABLE';

/** A file or folder that cannot be used: says which, what is wrong with it, and what would be right. */
export class LocalFileError extends Error {
  override readonly name = 'LocalFileError';
  readonly code: LocalFileErrorCode;

  constructor(code: LocalFileErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
