// SPDX-License-Identifier: Apache-2.0
/** Why an account or a key cannot be made. */
export type AccessErrorCode = 'UNKNOWN_ROLE' | 'ROLES_APART' | 'LOGIN_TAKEN' | 'PASSWORD_TOO_SHORT';

/** The error class of access; its message says what would be right. */
export class AccessError extends Error {
  readonly code: AccessErrorCode;
  readonly data: Readonly<Record<string, unknown>>;

  constructor(code: AccessErrorCode, message: string, data: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = 'AccessError';
    this.code = code;
    this.data = data;
  }
}
