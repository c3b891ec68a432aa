// SPDX-License-Identifier: Apache-2.0
import type { LogClock } from './log.ts';

/** The clock of this process. */
export const systemClock: LogClock = {
  now: () => performance.now(),
  after: (milliseconds, run) => {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
};
