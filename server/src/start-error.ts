// SPDX-License-Identifier: Apache-2.0
/** The program cannot start as it was asked to; the message alone tells an operator what to do. */
export class StartError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'StartError';
  }
}
