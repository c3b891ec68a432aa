// SPDX-License-Identifier: Apache-2.0

/**
 * The instant from which the next checkpoint is counted, after one whose turn began at `began`. From turn to turn and not
 * from where the batch was written: of two turns an interval apart, the one whose write was faster would be too early, and
 * its entries waited for a turn of their own. And a turn that began late, since a batch was still being written, does not
 * make all that follow late: one a second is one a second on the whole. Two are never nearer than half of it.
 */
export function beatOf(last: number, began: number, interval: number): number {
  const due = last + interval;
  return began >= due && began - due < interval / 2 ? due : began;
}
