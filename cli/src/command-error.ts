// SPDX-License-Identifier: Apache-2.0

/** The command could not run: says what is wrong with what was asked, and what would be right. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}
