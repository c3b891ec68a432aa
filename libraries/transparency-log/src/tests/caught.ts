// SPDX-License-Identifier: Apache-2.0

/** What a call throws, for tests that look at codes; fails when it throws nothing. */
export function caught(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}
